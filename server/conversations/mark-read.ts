import { conversationReads } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { getConversation } from "./queries.ts";

/** Keeps up to where somebody has read; lower marks as unread. */
export async function markRead(
  deps: Deps,
  input: { access: Access; conversationId: string; position: number },
): Promise<void> {
  const { access, conversationId } = input;
  const personId = access.personId;
  const { length, readPosition } = await getConversation(deps, access, conversationId);
  const position = Math.min(input.position, length);
  if (position === readPosition) return;
  await transact(deps, async (tx) => {
    await tx.db
      .insert(conversationReads)
      .values({ personId, conversationId, position })
      .onConflictDoUpdate({
        target: [conversationReads.personId, conversationReads.conversationId],
        set: { position },
      });
    tx.append({
      type: "conversation.read",
      conversationId,
      actorId: personId,
      data: { personId, position },
    });
  });
}
