import { addJob } from "../../lib/jobs.ts";
import type { Tx } from "../../lib/transact.ts";

/** Looks after a time whether a leg was connected; the last said holds. */
export async function checkLegLater(
  tx: Tx,
  { id: legId }: { id: string },
  { now, timeoutSeconds }: { now: Date; timeoutSeconds: number },
): Promise<void> {
  const runAt = new Date(now.getTime() + timeoutSeconds * 1_000);
  await addJob(tx, "checkLeg", { legId }, { runAt, key: `leg:${legId}` });
}
