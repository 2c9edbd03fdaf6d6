import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import { holdPhone } from "./hold-phone.ts";

/**
 * Whether somebody may go into a call by themselves; until the transaction ends nobody else asks that for them.
 * @throws AppError `conflict` where their phone is not ready or they are in a call
 */
export async function refuseUnlessFree(tx: Tx, personId: string): Promise<void> {
  const phone = await holdPhone(tx, personId);
  if (!phone?.hasPhone) {
    const fields = { phone: "is not ready" };
    throw new AppError("conflict", "Your phone is not ready for calls.", { fields });
  }
  if (phone.legs.length > 0) throw new AppError("conflict", "You are in a call already.");
}
