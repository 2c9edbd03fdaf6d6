import { presentContacts } from "../contacts/queries.ts";
import type { SearchResults } from "../contract/search.ts";
import { presentConversations } from "../conversations/queries.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { excerptOf } from "./excerpt.ts";
import { findContactIds } from "./find-contact-ids.ts";
import { findInteractions } from "./find-interactions.ts";

/** Contacts and messages that somebody may see, newest first. */
export async function search(
  deps: Pick<Deps, "db">,
  input: { access: Access; q: string; limit: number },
): Promise<SearchResults> {
  const [contactIds, found] = await Promise.all([findContactIds(deps, input), findInteractions(deps, input)]);
  const [contacts, conversations] = await Promise.all([
    presentContacts(deps, contactIds),
    presentConversations(deps, [...new Set(found.map((one) => one.conversationId))], input.access.personId),
  ]);
  return {
    contacts: contactIds.flatMap((id) => contacts.get(id) ?? []),
    interactions: found.flatMap(({ id, conversationId, position, text, at }) => {
      const conversation = conversations.get(conversationId)?.conversation;
      if (!conversation) return [];
      return [{ conversation, interactionId: id, position, excerpt: excerptOf(text, input.q), at: iso(at) }];
    }),
  };
}
