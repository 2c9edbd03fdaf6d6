import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import type { HeldCall } from "./hold-call.ts";
import { getOwnLeg, talkers } from "./legs/legs.ts";
import { isBeingCalled } from "./outgoing/is-being-called.ts";
import { isLed } from "./supervise/is-led.ts";

/**
 * Who talks ends a call for all; one that only telephones are left in, whoever passed it on to them or leads its queue.
 * @throws AppError `forbidden`
 */
export async function refuseEnding(tx: Tx, access: Access, held: HeldCall): Promise<void> {
  const { call, conversation } = held;
  // Who calls somebody may think better of it before they are there themselves.
  if (isBeingCalled(call) && call.placedBy === access.personId) return;
  if (!isPassedOn(held)) return void getOwnLeg(held, access.personId);
  if (conversation.assigneeId === access.personId || (await isLed(tx, access, held))) return;
  throw new AppError("forbidden", "Only whoever passed this call on, or leads its queue, ends it.");
}

function isPassedOn(held: HeldCall): boolean {
  const left = talkers(held);
  return left.length > 0 && left.every(({ personId }) => personId === null);
}
