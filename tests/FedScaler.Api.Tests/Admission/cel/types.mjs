// Types of CEL expressions over a structural schema, and how many elements their values have at most, as the API server
// declares them (k8s.io/apiserver/pkg/cel/common/schemas.go, "SchemaDeclType").

const REQUEST = 3 * 1024 * 1024;

export const bool = { kind: "bool", size: 1 };
export const int = { kind: "int", size: 1 };
export const duration = { kind: "duration", size: 1 };
export const dyn = { kind: "dyn", size: REQUEST };
export const string = (size) => ({ kind: "string", size });
export const list = (of, size) => ({ kind: "list", of, size });

export function typeOf(schema, isRoot = false) {
  if (schema["x-kubernetes-int-or-string"]) return dyn;
  switch (schema.type) {
    case "boolean": return bool;
    case "integer": return int;
    case "string": return schema.format === "date-time" ? { kind: "timestamp", size: 1 } : string(lengthOf(schema));
    case "array": return list(typeOf(schema.items), schema.maxItems ?? REQUEST);
    case "object":
      if (schema.additionalProperties)
        return { kind: "map", of: typeOf(schema.additionalProperties), size: schema.maxProperties ?? REQUEST };
      return { kind: "object", schema: isRoot ? withMetadata(schema) : schema, size: 1 };
    default: throw new Error(`no type for ${JSON.stringify(schema)}`);
  }
}

// Of metadata a rule sees the name alone, and only from the root of the object.
export function withMetadata(schema) {
  const name = { type: "object", properties: { name: { type: "string" }, generateName: { type: "string" } } };
  return { ...schema, properties: { ...schema.properties, metadata: name } };
}

// A maximum is of code points, and one may take four bytes.
function lengthOf(schema) {
  if (schema.maxLength !== undefined) return 4 * schema.maxLength;
  return schema.enum ? Math.max(...schema.enum.map((name) => name.length)) : REQUEST;
}

export const isSame = (a, b) =>
  a.kind === "dyn" || b.kind === "dyn" || (a.kind === b.kind && (a.kind !== "list" || isSame(a.of, b.of)) && (a.kind !== "object" || a.schema === b.schema));
