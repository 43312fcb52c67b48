// Checks the types of a rule and estimates its greatest cost, by the rules that the API server refuses a CRD by
// (cel-go checker/cost.go; k8s.io/apiserver/pkg/cel/library/cost.go). Only what Kubernetes 1.30 knows is let in.
import { parse } from "@bufbuild/cel";
import { bool, duration, dyn, int, isSame, list, string, typeOf } from "./types.mjs";

const TRAVERSAL = 0.1;
const REGEX = 0.25;
const UNKNOWN = Number.MAX_SAFE_INTEGER;

/** The rule's syntax tree and its cost; throws where an API server refuses the rule. */
export function compile(rule, schema, isRoot) {
  const self = typeOf(schema, isRoot);
  const { expr } = parse(rule);
  const result = infer(expr, new Map([["self", self], ["oldSelf", self]]));
  if (result.type.kind !== "bool") throw new Error(`must say true or false, and is of type ${result.type.kind}`);
  return { expr, cost: Math.ceil(result.cost), isTransition: /\boldSelf\b/.test(rule) };
}

function infer(expr, scope) {
  const { case: kind, value } = expr.exprKind;
  switch (kind) {
    case "constExpr": return { type: constant(value.constantKind), cost: 0 };
    case "identExpr": return identifier(value.name, scope);
    case "selectExpr": return select(value, scope);
    case "listExpr": return literal(value.elements, scope);
    case "callExpr": return call(value, scope);
    case "comprehensionExpr": return comprehension(value, scope);
    default: throw new Error(`${kind} has no place in a rule of ours`);
  }
}

function constant({ case: kind, value }) {
  switch (kind) {
    case "boolValue": return bool;
    case "int64Value": return int;
    case "stringValue": return string(value.length);
    default: throw new Error(`${kind} has no place in a rule of ours`);
  }
}

function identifier(name, scope) {
  if (["int", "string", "bool"].includes(name)) return { type: { kind: "type", size: 1 }, cost: 0 };
  if (!scope.has(name)) throw new Error(`undeclared reference to '${name}'`);
  return { type: scope.get(name), cost: 1 };
}

function select({ operand, field, testOnly }, scope) {
  const { type, cost } = infer(operand, scope);
  if (type.kind === "dyn") return { type: testOnly ? bool : dyn, cost: cost + 1 };
  const property = type.kind === "object" ? type.schema.properties?.[field] : undefined;
  if (!property) throw new Error(`undefined field '${field}' of a value of type ${type.kind}`);
  return { type: testOnly ? bool : typeOf(property), cost: cost + 1 };
}

function literal(elements, scope) {
  const inferred = elements.map((element) => infer(element, scope));
  const of = inferred[0]?.type ?? dyn;
  if (inferred.some(({ type }) => !isSame(type, of))) throw new Error("a list has items of several types");
  return { type: list(of, elements.length), cost: 10 + sum(inferred) };
}

function comprehension({ iterVar, iterRange, accuVar, accuInit, loopCondition, loopStep, result }, scope) {
  const range = infer(iterRange, scope);
  if (range.type.kind !== "list" && range.type.kind !== "map") throw new Error(`a value of type ${range.type.kind} has no items`);
  // The keys of a map have no bound in a schema, and the API server counts none.
  const item = range.type.kind === "list" ? range.type.of : string(0);
  const start = infer(accuInit, scope);
  const accumulated = start.type.kind === "list" ? list(item, range.type.size) : start.type;
  const inner = new Map([...scope, [iterVar, item], [accuVar, accumulated]]);
  const turn = infer(loopCondition, inner).cost + infer(loopStep, inner).cost;
  const end = infer(result, inner);
  return { type: end.type, cost: range.cost + start.cost + turn * range.type.size + end.cost };
}

function call({ function: name, target, args }, scope) {
  const receiver = target ? infer(target, scope) : undefined;
  const inferred = args.map((arg) => infer(arg, scope));
  const all = receiver ? [receiver, ...inferred] : inferred;
  const types = all.map(({ type }) => type);
  const found = functions[`${target ? "." : ""}${name}`];
  if (!found) throw new Error(`undeclared reference to function '${name}'`);
  const { type, cost } = found(...types, all);
  return { type, cost: cost + sum(all) };
}

const traverse = (...types) => Math.min(...types.map(({ size }) => size)) * TRAVERSAL;
const matches = (text, pattern) => expect("string", text, pattern) ?? { type: bool, cost: (text.size + 1) * TRAVERSAL * pattern.size * REGEX };
const compare = (a, b) => same(a, b) ?? { type: bool, cost: a.kind === "string" ? traverse(a, b) : 1 };
const both = (a, b) => expect("bool", a, b) ?? { type: bool, cost: 0 };
const size = (value) => {
  if (!["string", "list", "map", "dyn"].includes(value.kind)) throw new Error(`a value of type ${value.kind} has no size`);
  return { type: int, cost: 1 };
};
const add = (a, b) => same(a, b) ?? { type: a.kind === "list" ? list(a.of, a.size + b.size) : a, cost: a.kind === "string" ? (a.size + b.size) * TRAVERSAL : 1 };
const arithmetic = (a, b) => expect("int", a, b) ?? { type: int, cost: 1 };

const functions = {
  "_&&_": both,
  "_||_": both,
  "!_": (value) => expect("bool", value) ?? { type: bool, cost: 1 },
  "_?_:_": (condition, yes, no) => expect("bool", condition) ?? same(yes, no) ?? { type: yes, cost: 0 },
  "@not_strictly_false": () => ({ type: bool, cost: 1 }),
  "_==_": (a, b) => same(a, b) ?? { type: bool, cost: traverse(a, b) },
  "_!=_": (a, b) => same(a, b) ?? { type: bool, cost: traverse(a, b) },
  "_<_": compare,
  "_<=_": compare,
  "_>_": compare,
  "_>=_": compare,
  "_+_": add,
  "_-_": arithmetic,
  "_*_": arithmetic,
  "@in": (item, values) => expect("list", values) ?? same(item, values.of) ?? { type: bool, cost: values.size },
  "_[_]": (values, index) => expect("list", values) ?? expect("int", index) ?? { type: values.of, cost: 1 },
  size,
  ".size": size,
  ".matches": matches,
  ".startsWith": (text, start) => expect("string", text, start) ?? { type: bool, cost: start.size * TRAVERSAL },
  ".endsWith": (text, end) => expect("string", text, end) ?? { type: bool, cost: end.size * TRAVERSAL },
  ".contains": (text, part) => expect("string", text, part) ?? { type: bool, cost: text.size * TRAVERSAL * part.size * TRAVERSAL },
  // How long a part is, 1.30 does not know: comparing it costs more than a rule may.
  ".substring": (text, from) => expect("string", text) ?? expect("int", from) ?? { type: string(UNKNOWN), cost: text.size * TRAVERSAL },
  ".split": (text) => expect("string", text) ?? { type: list(string(UNKNOWN), text.size), cost: 2 * text.size * TRAVERSAL },
  int: (text) => expect("string", text) ?? { type: int, cost: 1 },
  duration: (text) => expect("string", text) ?? { type: duration, cost: 1 },
};

function expect(kind, ...types) {
  const other = types.find((type) => type.kind !== kind && type.kind !== "dyn");
  if (other) throw new Error(`found no matching overload: ${other.kind} in place of ${kind}`);
}

function same(a, b) {
  if (!isSame(a, b)) throw new Error(`found no matching overload: ${a.kind} beside ${b.kind}`);
}

const sum = (inferred) => inferred.reduce((total, { cost }) => total + cost, 0);
