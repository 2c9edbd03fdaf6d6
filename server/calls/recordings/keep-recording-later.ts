import { addJob, type Jobs } from "../../lib/jobs.ts";
import type { Tx } from "../../lib/transact.ts";

/** What the last pieces take to come in. */
const soonMs = 3_000;

/** To be said in the transaction that ends a call: what was recorded of it is made into its recording. */
export function keepRecordingLater(
  tx: Pick<Tx, "client">,
  { callId, now }: { callId: string; now: Date },
): Promise<void> {
  return addKeepJob(tx, { callId }, new Date(now.getTime() + soonMs));
}

/** `joined`: the pieces that the recording so far was made of. `isTold`: its carrier has said all it has. */
export const addKeepJob = (
  tx: Pick<Tx, "client">,
  payload: Jobs["keepRecording"],
  runAt: Date,
): Promise<void> =>
  addJob(tx, "keepRecording", payload, {
    key: `keepRecording:${payload.callId}`,
    // A run that is at work does not keep a second one from being added, so those of a call wait for each other.
    queue: `keepRecording:${payload.callId.at(-1)}`,
    runAt,
  });
