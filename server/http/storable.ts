import { AppError } from "../lib/app-error.ts";

const maxDepth = 32;

/**
 * Refuses what no field may hold: NUL and halves of characters, which PostgreSQL cannot keep, and nesting that no
 * contract has. Walks without recursion, since the depth is the sender's choice.
 */
export function refuseUnstorable(value: unknown): void {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new AppError("invalid", "The request is nested too deeply.");
    const below: unknown[] = [];
    for (const part of level) {
      if (typeof part === "string") refuseText(part);
      else if (Array.isArray(part)) below.push(...part);
      else if (typeof part === "object" && part !== null) {
        for (const [key, inner] of Object.entries(part)) {
          refuseText(key);
          below.push(inner);
        }
      }
    }
    level = below;
  }
}

function refuseText(text: string) {
  if (text.includes("\0") || !text.isWellFormed()) {
    throw new AppError("invalid", "The request holds characters that cannot be kept.");
  }
}
