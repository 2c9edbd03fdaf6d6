import { saveConversation } from "../../../conversations/hold.ts";
import { layInQueue } from "../../work/lay-in-queue.ts";
import type { Step } from "./step.ts";

/** What waited too long in one queue waits in the next, from when it began to wait. */
export const overflow: Step<"overflow"> = async (tx, work, { action: { to: queueId }, now }) => {
  const { waitingSince } = work.item;
  if (!(await layInQueue(tx, work, { queueId, reason: "overflow", waitingSince, now }))) return false;
  await saveConversation(tx, work.held, now);
  return true;
};
