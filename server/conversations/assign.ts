import { eq } from "drizzle-orm";
import { conversationPeople } from "../../db/schema/index.ts";
import { refuseDuringCall } from "../calls/refuse-during-call.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { type Access, findAccess } from "../permissions/access.ts";
import { canSee } from "../permissions/can-see.ts";
import { changeAssignee } from "./change-assignee.ts";
import { type Held, holdConversation, saveConversation } from "./hold.ts";
import { syncWorkItem } from "./sync-work-item.ts";

/** Gives a conversation to a colleague who may have it, or with null back to its queue. */
export async function assign(
  deps: Deps,
  input: { access: Access; conversationId: string; personId: string | null },
): Promise<void> {
  const { access, conversationId, personId } = input;
  const now = deps.clock.now();
  await transact(deps, async (tx) => {
    const held = await holdConversation(tx, access, conversationId);
    if (held.assigneeId === personId) return;
    await refuseDuringCall(tx, { conversationId });
    if (personId) await refuseUnlessTheirs(tx, held, personId);
    await changeAssignee(tx, held, { to: personId, actorId: access.personId, reason: "person", now });
    await syncWorkItem(tx, held, access.personId, now);
    await saveConversation(tx, held, now);
  });
}

/** Nobody gets by assignment what they could not see unassigned. */
async function refuseUnlessTheirs(tx: Tx, held: Held, personId: string) {
  const access = await findAccess(tx, personId);
  const people = await tx.db
    .select({ id: conversationPeople.personId })
    .from(conversationPeople)
    .where(eq(conversationPeople.conversationId, held.id));
  const { channelId, queueId } = held;
  const facts = { channelId, queueId, assigneeId: null, peopleIds: people.map(({ id }) => id) };
  if (access && canSee(access, facts)) return;
  throw new AppError("invalid", "This person cannot take conversations of this channel.", {
    fields: { personId: "cannot take conversations of this channel" },
  });
}
