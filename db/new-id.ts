import { randomUUID } from "node:crypto";

let time = 0;
let count = 0;
/** The time as the id begins with it. */
let begin = "";

/** A UUIDv7 (RFC 9562); within this process each is greater than the one before. */
export function newId(): string {
  const now = Date.now();
  if (now > time) {
    advance(now);
  } else if (++count > 0xfff) {
    advance(time + 1);
  }
  return `${begin}-${(version + count).toString(16)}-${randomUUID().slice(19)}`;
}

const version = 0x7000;

function advance(to: number) {
  time = to;
  count = 0;
  const hex = time.toString(16).padStart(12, "0");
  begin = `${hex.slice(0, 8)}-${hex.slice(8)}`;
}
