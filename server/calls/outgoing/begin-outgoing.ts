import { eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { newId } from "../../../db/schema/columns.ts";
import { conversations } from "../../../db/schema/conversations.ts";
import { queues } from "../../../db/schema/routing.ts";
import type { CallerId } from "../../contract/outgoing-calls.ts";
import { addInteraction, type Held, saveConversation } from "../../conversations/hold.ts";
import { markReadToEnd } from "../../conversations/mark-read-to-end.ts";
import type { Deps } from "../../lib/deps.ts";
import { addJob } from "../../lib/jobs.ts";
import type { Tx } from "../../lib/transact.ts";
import { makeWorkItem } from "../../routing/work/make-work-item.ts";
import { takeCallTasks } from "../../tasks/take-call-tasks.ts";
import { holdCall } from "../hold-call.ts";
import { beginLeg } from "../legs/begin-leg.ts";
import { ruleOf } from "../recordings/rule-of.ts";
import { saveCall } from "../save-call.ts";
import { ringSeconds } from "./dial-call.ts";

interface Outgoing {
  personId: string;
  contactId: string;
  number: string;
  callerId: CallerId;
  now: Date;
}

/** The carrier says itself that nobody answered; only where that is lost does the hub. */
const graceMs = 10_000;

/** Everything that is of a call of ours before its carrier is asked for it: it is in the caller's hands from now on. */
export async function beginOutgoing(
  tx: Tx,
  { carriers }: Pick<Deps, "carriers">,
  outgoing: Outgoing,
): Promise<string> {
  const { personId, now } = outgoing;
  const id = newId();
  const conversation = await open(tx, id, outgoing);
  const { id: conversationId, contactId, channelId, queueId } = conversation;
  await addInteraction(tx, conversation, {
    id,
    kind: "call",
    direction: "out",
    authorId: personId,
    createdAt: now,
  });
  await tx.db.insert(calls).values({
    id,
    conversationId,
    contactId,
    channelId,
    direction: "out",
    number: outgoing.number,
    stage: "dialling",
    queueId,
    ...ruleOf(await findRule(tx, queueId)),
    placedBy: personId,
    startedAt: now,
  });
  await makeWorkItem(tx, conversation, personId, now, { kind: "call" });
  await takeCallTasks(tx, { contactId, personId, now });
  await saveConversation(tx, conversation, now);
  await markReadToEnd(tx, conversation, personId);
  const event = { conversationId, actorId: personId };
  tx.append({ type: "conversation.opened", ...event, data: { channelId, contactId, previousId: null } });
  tx.append({ type: "call.changed", ...event, data: { callId: id, stage: { from: null, to: "dialling" } } });
  const position = conversation.length;
  tx.append({ type: "conversation.read", ...event, data: { personId, position } });
  await beginOwnLeg(tx, { callId: id, personId, now }, carriers.connectSeconds);
  const runAt = new Date(now.getTime() + ringSeconds * 1_000 + graceMs);
  await addJob(tx, "giveUpCall", { callId: id }, { runAt });
  return id;
}

async function open(tx: Tx, callId: string, { personId, contactId, callerId, now }: Outgoing): Promise<Held> {
  const [conversation] = await tx.db
    .insert(conversations)
    .values({
      channelId: callerId.channelId,
      queueId: callerId.queueId,
      contactId,
      thread: `call:${callId}`,
      assigneeId: personId,
      lastInteractionAt: now,
      lastPreview: "Call",
      lastDirection: "out",
      createdAt: now,
      updatedAt: now,
    })
    .returning();
  if (!conversation) throw new Error("The new conversation did not come back.");
  return conversation;
}

async function findRule(tx: Tx, queueId: string | null) {
  if (!queueId) return undefined;
  const [queue] = await tx.db.select({ rule: queues.recording }).from(queues).where(eq(queues.id, queueId));
  return queue?.rule;
}

/** The carrier is asked to join it once it has dialled. */
async function beginOwnLeg(
  tx: Tx,
  { callId, personId, now }: { callId: string; personId: string; now: Date },
  timeoutSeconds: number,
) {
  const held = await holdCall(tx, { id: callId }, now);
  if (!held) throw new Error("The new call did not come back.");
  held.actorId = personId;
  await beginLeg(tx, held, { personId }, { timeoutSeconds });
  await saveCall(tx, held);
}
