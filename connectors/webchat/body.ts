import type { z } from "zod";
import type { WebhookRequest } from "../contract.ts";
import { Refusal } from "./answer.ts";

const maxJson = 64 * 1024;

/** @throws Refusal with the fields that are wrong. */
export async function readJson<Schema extends z.ZodType>(
  request: WebhookRequest,
  schema: Schema,
): Promise<z.infer<Schema>> {
  if (!request.headers.get("content-type")?.startsWith("application/json")) {
    throw new Refusal("invalid", "This takes JSON.");
  }
  const parsed = schema.safeParse(parse(await readBytes(request, maxJson)));
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]),
  );
  throw new Refusal("invalid", "Some of this is not right.", { fields });
}

/** Reads no more than the limit, whatever the length header says. */
export async function readBytes(request: WebhookRequest, max: number): Promise<Uint8Array> {
  if (Number(request.headers.get("content-length")) > max) throw tooLarge(max);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > max) throw tooLarge(max);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal("invalid", "This is not JSON.");
  }
}

function tooLarge(max: number) {
  const limit = max < 1024 * 1024 ? `${max / 1024} kB` : `${max / 1024 / 1024} MB`;
  return new Refusal("too_large", `This is too large: at most ${limit}.`);
}
