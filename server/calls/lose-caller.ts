import { addJob } from "../lib/jobs.ts";
import type { Tx } from "../lib/transact.ts";
import type { HeldCall } from "./hold-call.ts";

/** For so long a caller who was lost may come back. */
export const longestLossMs = 30_000;

/** Nobody knows where the caller is; where they stay lost, the call ends. */
export async function loseCaller(tx: Tx, { call, now }: HeldCall): Promise<void> {
  if (call.lostAt) return;
  call.lostAt = now;
  const runAt = new Date(now.getTime() + longestLossMs);
  await addJob(tx, "endLostCall", { callId: call.id }, { runAt, key: `lost:${call.id}` });
}
