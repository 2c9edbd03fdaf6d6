import { presentContacts } from "../contacts/queries.ts";
import { presentConversations } from "../conversations/queries.ts";
import type { Handlers } from "../http/route.ts";
import type { Deps } from "../lib/deps.ts";
import { iso } from "../lib/rows.ts";
import { excerptOf } from "./excerpt.ts";
import { findContactIds } from "./find-contact-ids.ts";
import { findInteractions } from "./find-interactions.ts";

export const searchHandlers = (deps: Deps): Handlers => ({
  "GET /search": async ({ access, query }) => {
    const [contactIds, found] = await Promise.all([
      findContactIds(deps, { access, ...query }),
      findInteractions(deps, { access, ...query }),
    ]);
    const [contacts, conversations] = await Promise.all([
      presentContacts(deps, contactIds),
      presentConversations(deps, [...new Set(found.map((one) => one.conversationId))], access.personId),
    ]);
    return {
      contacts: contactIds.flatMap((id) => contacts.get(id) ?? []),
      interactions: found.flatMap((one) => {
        const conversation = conversations.get(one.conversationId)?.conversation;
        if (!conversation) return [];
        const excerpt = excerptOf(one.text, query.q);
        return [{ conversation, interactionId: one.id, position: one.position, excerpt, at: iso(one.at) }];
      }),
    };
  },
});
