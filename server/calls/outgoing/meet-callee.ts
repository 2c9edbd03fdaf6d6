import type { Tx } from "../../lib/transact.ts";
import { closeCallbackTasks } from "../../tasks/close-callback-tasks.ts";
import type { HeldCall } from "../hold-call.ts";
import { talkers } from "../legs/legs.ts";
import { storedSteps } from "../stored-steps.ts";
import { isBeingCalled } from "./is-being-called.ts";

/** Both are there, who called and who was called: now they talk, and whoever was to be called back was. */
export async function meetCallee(tx: Tx, held: HeldCall): Promise<void> {
  const { call, conversation, now } = held;
  const isThere = talkers(held).length > 0;
  if (!isBeingCalled(call) || !mayMeet(held) || !isThere) return;
  Object.assign(call, { stage: "active", answeredAt: now });
  await closeCallbackTasks(tx, { contactId: conversation.contactId, personId: call.placedBy, now });
}

/** They are not asked anything any more. */
const mayMeet = ({ call }: HeldCall): boolean => storedSteps(call).at(-1)?.type === "connect";

/** From then on there is something that they are at. */
export const hasPickedUp = ({ call }: HeldCall): boolean => call.steps.length > 0;
