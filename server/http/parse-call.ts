import { z } from "zod";
import { AppError } from "../lib/app-error.ts";
import { refuseUnstorable } from "./storable.ts";

const nothing = z.strictObject({});

/** A schema that refuses fields it does not know; without one, every field is unknown. */
export function strictly(schema: z.ZodType | undefined): z.ZodType {
  if (schema === undefined) return nothing;
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

/** @throws AppError `invalid`, with what is wrong by field. */
export function parseInput(schema: z.ZodType, value: unknown): unknown {
  refuseUnstorable(value);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError("invalid", "Some of this is not right.", { fields: fieldsOf(parsed.error) });
}

function fieldsOf(error: z.ZodError): Record<string, string> {
  const fields = new Map<string, string>();
  for (const issue of error.issues.slice(0, 50)) {
    for (const path of pathsOf(issue)) {
      if (!fields.has(path)) fields.set(path, issue.message.slice(0, 300));
    }
  }
  return Object.fromEntries(fields);
}

function pathsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path.map(String);
  const keys = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
  return keys.slice(0, 20).map((parts) => parts.join(".").slice(0, 100).toWellFormed() || "body");
}
