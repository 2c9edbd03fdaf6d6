import type { Handler } from "./answer.ts";
import { answerWait } from "./answer-wait.ts";

/** A caller who waits has heard all there was: time for the next tick. */
export const waited: Handler = (running, { fields }) =>
  answerWait(running, fields, { type: "tick", position: null, expectedWaitSeconds: null });
