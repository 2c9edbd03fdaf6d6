import { sql } from "drizzle-orm";
import type { ContactCard } from "../contract/contacts.ts";
import { listConversations } from "../conversations/list-conversations.ts";
import { listDeals } from "../deals/list-deals.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { listTasks } from "../tasks/list-tasks.ts";
import { getContact, presentContacts } from "./queries.ts";

const most = 100;

/** Everything on one person that somebody may see. @throws AppError not_found */
export async function getCard(
  deps: Pick<Deps, "db" | "clock">,
  input: { access: Access; contactId: string },
): Promise<ContactCard> {
  const { access, contactId } = input;
  const contact = await getContact(deps, access, contactId);
  const of = { access, contactId, limit: most };
  const [deals, tasks, conversations, suggestions] = await Promise.all([
    listDeals(deps, of),
    listTasks(deps, of),
    listConversations(deps, { ...of, view: "all" }),
    findSuggestions(deps, access, contactId),
  ]);
  return { contact, deals: deals.items, tasks: tasks.items, conversations: conversations.items, suggestions };
}

/** Cards that have proven what this contact only says of itself. */
async function findSuggestions(
  deps: Pick<Deps, "db">,
  access: Access,
  contactId: string,
): Promise<ContactCard["suggestions"]> {
  const { rows } = await deps.db.execute<{ contact_id: string; identity_id: string }>(sql`
    select n.id as contact_id, claim.id as identity_id from identities claim
    join identities proof on proof.kind = claim.kind and proof.address = claim.address and proof.is_proven
    join contacts n on n.id = proof.contact_id
    where claim.contact_id = ${contactId} and not claim.is_proven and n.id <> ${contactId} and n.joined_to is null
      and ${canSeeContactSql(access)}
    order by claim.id limit 20`);
  const shown = await presentContacts(deps, [contactId, ...rows.map((row) => row.contact_id)]);
  const claims = shown.get(contactId)?.identities ?? [];
  return rows.flatMap((row) => {
    const contact = shown.get(row.contact_id);
    const identity = claims.find(({ id }) => id === row.identity_id);
    return contact && identity ? [{ contact, identity }] : [];
  });
}
