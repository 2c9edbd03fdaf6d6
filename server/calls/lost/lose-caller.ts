import type { Carriers, Deps } from "../../lib/deps.ts";
import { addJob } from "../../lib/jobs.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall } from "../hold-call.ts";

/** Nobody knows where the caller is; where they stay lost, the call ends. */
export async function loseCaller(
  tx: Tx,
  { carriers }: Pick<Deps, "carriers">,
  { call, now }: HeldCall,
): Promise<void> {
  if (call.lostAt) return;
  call.lostAt = now;
  await endLater(tx, call, givenUpAt(carriers, now));
}

/** Whoever was lost then is waited for until this moment. */
export const givenUpAt = ({ lossSeconds }: Pick<Carriers, "lossSeconds">, lostAt: Date): Date =>
  new Date(lostAt.getTime() + lossSeconds * 1_000);

/** The last said holds. */
export const endLater = (tx: Tx, { id: callId }: { id: string }, runAt: Date): Promise<void> =>
  addJob(tx, "endLostCall", { callId }, { runAt, key: `lost:${callId}` });
