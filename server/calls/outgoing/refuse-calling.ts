import type { Tx } from "../../lib/transact.ts";
import { refuseUnlessFree } from "../legs/refuse-unless-free.ts";
import { type Caller, refuseTooMany } from "./refuse-too-many.ts";

/**
 * Whether somebody may place a call now; until the transaction ends nobody else asks that for them.
 * @throws AppError `conflict` without a phone or within a call, `rate_limited` where it would be too many
 */
export async function refuseCalling(tx: Tx, caller: Caller): Promise<void> {
  await refuseUnlessFree(tx, caller.personId);
  await refuseTooMany(tx, caller);
}
