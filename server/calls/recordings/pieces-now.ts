import { createHash } from "node:crypto";
import type { Deps } from "../../lib/deps.ts";

/** Short for which pieces there are of these segments: it is the same as long as none came. */
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
