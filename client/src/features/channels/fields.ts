/** One field of a connector's settings, out of its JSON Schema. */
export interface Field {
  key: string;
  title: string;
  help?: string;
  kind: "text" | "longText" | "number" | "flag" | "choice" | "list" | "color";
  choices: string[];
  isSecret: boolean;
  /** Left empty, one is made. */
  isGenerated: boolean;
  isRequired: boolean;
  default?: unknown;
  placeholder?: string;
}

interface Property {
  type?: string;
  title?: string;
  help?: string;
  description?: string;
  enum?: unknown[];
  default?: unknown;
  secret?: boolean;
  generated?: boolean;
  maxLength?: number;
  pattern?: string;
  examples?: unknown[];
}

const longText = 300;

export function fieldsOf(schema: Record<string, unknown>): Field[] {
  const { properties = {}, required = [] } = schema as {
    properties?: Record<string, Property>;
    required?: string[];
  };
  return Object.entries(properties).map(([key, property]) => ({
    key,
    title: property.title ?? key,
    help: property.help ?? property.description,
    kind: kindOf(property),
    choices: (property.enum ?? []).map(String),
    isSecret: property.secret === true,
    isGenerated: property.generated === true,
    isRequired: required.includes(key) && property.default === undefined,
    default: property.default,
    placeholder: property.examples?.[0] === undefined ? undefined : String(property.examples[0]),
  }));
}

export const defaultsOf = (fields: Field[]): Record<string, unknown> =>
  Object.fromEntries(
    fields.flatMap((field) => (field.default === undefined ? [] : [[field.key, field.default]])),
  );

function kindOf({ type, enum: choices, maxLength = 0, pattern, secret }: Property): Field["kind"] {
  if (choices) return "choice";
  if (type === "boolean") return "flag";
  if (type === "number" || type === "integer") return "number";
  if (type === "array") return "list";
  if (pattern?.includes("{6}") && pattern.startsWith("^#")) return "color";
  return maxLength > longText && !secret && maxLength < 2_000 ? "longText" : "text";
}
