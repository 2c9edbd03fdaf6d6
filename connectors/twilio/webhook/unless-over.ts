import type { RunningNumber } from "../running-number.ts";
import { emptyDocument } from "../twiml/empty-document.ts";
import { isOver, tellHungUp } from "./caller.ts";
import type { Fields } from "./signed.ts";

/** Answers a caller who is still there; of one who is gone the hub is told. */
export async function unlessOver(
  running: RunningNumber,
  fields: Fields,
  answer: () => Promise<string>,
): Promise<string> {
  if (!isOver(fields)) return answer();
  await tellHungUp(running, fields);
  return emptyDocument;
}
