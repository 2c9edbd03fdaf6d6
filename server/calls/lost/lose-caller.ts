import type { Deps } from "../../lib/deps.ts";
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
  const runAt = new Date(now.getTime() + carriers.lossSeconds * 1_000);
  await addJob(tx, "endLostCall", { callId: call.id }, { runAt, key: `lost:${call.id}` });
}
