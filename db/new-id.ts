import { randomUUID } from "node:crypto";

let time = 0;
let count = 0;

/** A UUIDv7 (RFC 9562); within this process each is greater than the one before. */
export function newId(): string {
  const now = Date.now();
  if (now > time) {
    time = now;
    count = 0;
  } else if (++count > 0xfff) {
    time++;
    count = 0;
  }
  const hex = time.toString(16).padStart(12, "0");
  const nth = count.toString(16).padStart(3, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${nth}-${randomUUID().slice(19)}`;
}
