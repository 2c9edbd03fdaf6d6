import type { Item } from "./inbound-schema.ts";

const longestLook = 200;

/** By thread; receipts, which know none, by their message; all of whose threads only a look at the others tells, in one. */
export function laneOf(item: Item): 0 | 1 {
  if (item.type === "message" && item.trail) return 0;
  const key = item.type === "receipt" ? item.messageId : item.thread;
  let hash = 0;
  for (let at = 0; at < Math.min(key.length, longestLook); at++) hash = (hash * 31 + key.charCodeAt(at)) | 0;
  return (hash ^ (hash >>> 16)) & 1 ? 1 : 0;
}
