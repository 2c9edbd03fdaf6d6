import type { Handler } from "./answer.ts";
import { answerWait } from "./answer-wait.ts";

/** A caller who waits has heard all there was: time for the next tick. */
export const waited: Handler = (carrier, { fields }) =>
  answerWait(carrier, fields, { type: "tick", position: null, expectedWaitSeconds: null });
