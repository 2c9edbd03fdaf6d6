import { sql } from "drizzle-orm";
import type { Db } from "../../db/connect.ts";
import type { LoggedEvent } from "../contract/events.ts";
import { uuids } from "../lib/rows.ts";
import type { Changes } from "./index-documents.ts";

/** Which search documents a batch of events makes stale. */
export async function changesOf(db: Pick<Db, "execute">, events: LoggedEvent[]): Promise<Changes> {
  const changes: Changes = { interactionIds: new Set(), conversationIds: new Set(), contactIds: new Set() };
  const dealIds = new Set<string>();
  const taskIds = new Set<string>();
  for (const event of events) {
    switch (event.type) {
      case "interaction.received":
      case "interaction.queued":
      case "interaction.noted":
        changes.interactionIds.add(event.data.interactionId);
        break;
      case "interaction.moved":
        changes.interactionIds.add(event.data.interactionId);
        changes.conversationIds.add(event.data.conversationId.from).add(event.data.conversationId.to);
        break;
      case "conversation.assigned":
      case "conversation.shared":
        if (event.conversationId) changes.conversationIds.add(event.conversationId);
        break;
      case "contact.joined":
        changes.contactIds.add(event.data.contactId).add(event.data.into);
        break;
      case "contact.created":
      case "contact.updated":
      case "conversation.opened":
        changes.contactIds.add(event.data.contactId);
        break;
      case "deal.created":
      case "deal.updated":
        dealIds.add(event.data.dealId);
        break;
      case "task.created":
      case "task.updated":
        taskIds.add(event.data.taskId);
        break;
    }
  }
  for (const id of await contactsBehind(db, changes.conversationIds, dealIds, taskIds))
    changes.contactIds.add(id);
  return changes;
}

async function contactsBehind(
  db: Pick<Db, "execute">,
  ...[conversations, deals, tasks]: Set<string>[]
): Promise<string[]> {
  if (!conversations?.size && !deals?.size && !tasks?.size) return [];
  const { rows } = await db.execute<{ id: string }>(sql`
    select contact_id as id from conversations where id = any(${uuids([...(conversations ?? [])])}::uuid[])
    union select contact_id from deals where id = any(${uuids([...(deals ?? [])])}::uuid[])
    union select contact_id from tasks where id = any(${uuids([...(tasks ?? [])])}::uuid[]) and contact_id is not null`);
  return rows.map((row) => row.id);
}
