import { createHash } from "node:crypto";
import type { Deps } from "../../lib/deps.ts";

/** A short mark of the pieces that there are of these segments: it stays the same until another comes. */
export async function piecesNow(
  { recordings }: Pick<Deps, "recordings">,
  segments: { segment: string }[],
): Promise<string> {
  const hash = createHash("sha256");
  for (const { segment } of segments) {
    hash.update(`${segment}:`);
    for (const { number, size } of await recordings.pieces(segment)) hash.update(`${number}=${size};`);
  }
  return hash.digest("base64url");
}
