import { z } from "zod";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Schema {
  type?: string;
  enum?: Json[];
  const?: Json;
  format?: string;
  pattern?: string;
  minLength?: number;
  minimum?: number;
  anyOf?: Schema[];
  allOf?: Schema[];
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  $ref?: string;
  $defs?: Record<string, Schema>;
}

type Known = Record<string, Json>;
interface Making {
  /** Values by field name. */
  known: Known;
  /** Schemas that others refer to. */
  shared: Record<string, Schema>;
  onlyRequired: boolean;
}

/** Something that a schema takes, with every optional field there unless only the required ones are wanted. */
export function sampleOf(schema: z.ZodType, known: Known = {}, onlyRequired = false): Json {
  const json = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Schema;
  return sample(json, "", { known, shared: json.$defs ?? {}, onlyRequired });
}

function sample(schema: Schema, name: string, making: Making): Json {
  const shared = making.shared[schema.$ref?.split("/").at(-1) ?? ""];
  if (shared) return sample(shared, name, making);
  if (schema.type === "array") return [sample(schema.items ?? {}, name, making)];
  if (name in making.known && schema.type !== "object") return making.known[name] ?? null;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0] ?? null;
  const part = schema.anyOf?.[0] ?? schema.allOf?.[0];
  if (part) return sample(part, name, making);
  if (schema.type === "object") return sampleObject(schema, making);
  if (schema.type === "integer" || schema.type === "number") return Math.max(schema.minimum ?? 1, 1);
  if (schema.type === "boolean") return true;
  return sampleText(schema);
}

function sampleObject(schema: Schema, making: Making): Json {
  const fields = Object.entries(schema.properties ?? {})
    .filter(([key]) => !making.onlyRequired || schema.required?.includes(key))
    .map(([key, inner]): [string, Json] => [key, sample(inner, key, making)]);
  const more = schema.additionalProperties;
  if (schema.properties === undefined && typeof more === "object")
    fields.push(["field", sample(more, "", making)]);
  return Object.fromEntries(fields);
}

function sampleText({ format, pattern, minLength = 1 }: Schema) {
  if (format === "uuid") return "0198c0de-0000-7000-8000-000000000001";
  if (format === "email") return "someone@example.com";
  if (format === "date-time") return "2031-01-02T03:04:05.000Z";
  if (format === "date") return "2031-01-02";
  if (pattern === "^[A-Z]{3}$") return "EUR";
  if (pattern?.includes("@")) return "someone@example.com";
  return "Some text".padEnd(minLength, ".");
}

/** The paths of everything in a value that is no object or list. */
export function leavesOf(
  value: Json,
  path: (string | number)[] = [],
): { path: (string | number)[]; value: Json }[] {
  if (Array.isArray(value)) return value.flatMap((inner, at) => leavesOf(inner, [...path, at]));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  }
  return [{ path, value }];
}

/** The same value with something else at a path. */
export function withAt(value: Json, [step, ...rest]: (string | number)[], other: unknown): unknown {
  if (step === undefined) return other;
  const copy = structuredClone(value) as Record<string | number, Json>;
  copy[step] = withAt(copy[step] ?? null, rest, other) as Json;
  return copy;
}
