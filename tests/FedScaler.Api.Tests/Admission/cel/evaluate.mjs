// Answers what an API server with these CRDs would: standard input is {schemas: {KIND: SCHEMA}, requests: [{kind, object, old}]},
// standard output {rules: [{kind, path, rule, cost, error}], answers: [[{field, message}]]}. Schemas beside the rules are
// somebody else's: an object that they refuse is not looked at as a whole here.
import { readFileSync } from "node:fs";
import { celEnv, CelScalar, isCelError, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { compile } from "./compile.mjs";
import { withMetadata } from "./types.mjs";
import { isDeepStrictEqual } from "node:util";

const env = celEnv({ funcs: strings, variables: { self: CelScalar.DYN, oldSelf: CelScalar.DYN } });
const rulesOf = new Map();

/** Compiles the rules of a schema and of all below it; a list or map multiplies what its items' rules cost. */
function* prepare(schema, path, times, isRoot) {
  const ready = [];
  for (const { rule, message, fieldPath = "" } of schema["x-kubernetes-validations"] ?? []) {
    try {
      const { expr, cost, isTransition } = compile(rule, schema, isRoot);
      ready.push({ run: plan(env, expr), message, fieldPath, isTransition });
      yield { path, rule, cost: cost * times };
    } catch (error) {
      yield { path, rule, cost: 0, error: error.message };
    }
  }

  rulesOf.set(schema, ready);
  for (const [name, property] of Object.entries(schema.properties ?? {})) yield* prepare(property, `${path}.${name}`, times, false);
  if (schema.items) yield* prepare(schema.items, `${path}[]`, times * (schema.maxItems ?? Infinity), false);
  if (schema.additionalProperties) yield* prepare(schema.additionalProperties, `${path}[]`, times * (schema.maxProperties ?? Infinity), false);
}

function* validate(schema, value, old, path) {
  // What did not change is let be (KEP-4008); null stands for an absent field.
  if (value === null || value === undefined || (old !== undefined && isDeepStrictEqual(value, old))) return;
  const seen = path === "" ? withMetadata(schema) : schema;
  const self = toCel(seen, value);
  for (const { run, message, fieldPath, isTransition } of rulesOf.get(schema)) {
    if (isTransition && old === undefined) continue;
    const answer = run({ self, oldSelf: old === undefined ? null : toCel(seen, old) });
    if (answer === true) continue;
    yield { field: `${path}${fieldPath}`.replace(/^\./, ""), message: isCelError(answer) ? `${answer}` : message };
  }

  for (const [name, property] of Object.entries(schema.properties ?? {})) yield* validate(property, value[name], old?.[name] ?? undefined, `${path}.${name}`);
  if (schema.additionalProperties)
    for (const [key, item] of Object.entries(value)) yield* validate(schema.additionalProperties, item, old?.[key] ?? undefined, `${path}[${key}]`);
  if (schema.items)
    for (const [i, item] of value.entries()) yield* validate(schema.items, item, counterpart(schema, item, old), `${path}[${i}]`);
}

/** The item as it was; only in a list that is a map by keys can one tell. */
function counterpart(schema, item, old) {
  const keys = schema["x-kubernetes-list-map-keys"];
  return keys ? old?.find((before) => keys.every((key) => before?.[key] === item?.[key])) : undefined;
}

/** Whole numbers are ints and nulls are absent; a list that is a map by keys is equal in any order. */
function toCel(schema, value) {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) {
    const items = value.filter((item) => item !== null).map((item) => toCel(schema.items ?? {}, item));
    const keys = schema["x-kubernetes-list-map-keys"];
    const order = (item) => JSON.stringify(keys.map((key) => `${item.get(key)}`));
    return keys ? items.sort((a, b) => (order(a) < order(b) ? -1 : 1)) : items;
  }

  if (value === null || typeof value !== "object") return value;
  const known = (name) => schema.properties?.[name] ?? schema.additionalProperties;
  return new Map(Object.entries(value).filter(([name, field]) => field !== null && known(name)).map(([name, field]) => [name, toCel(known(name), field)]));
}

const { schemas, requests } = JSON.parse(readFileSync(0, "utf8"));
const rules = Object.entries(schemas).flatMap(([kind, schema]) => [...prepare(schema, "", 1, true)].map((rule) => ({ kind, ...rule })));
const answers = requests.map(({ kind, object, old }) => [...validate(schemas[kind], object, old ?? undefined, "")]);
process.stdout.write(JSON.stringify({ rules, answers }));
