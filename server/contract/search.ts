import { z } from "zod";
import { At, Id, text } from "./common.ts";
import { Contact } from "./contacts.ts";
import { Conversation } from "./conversations.ts";
import type { Endpoints } from "./endpoint.ts";

export const SearchResults = z
  .object({
    contacts: z.array(Contact),
    /** Messages and notes, newest first; `excerpt` has the matched words between U+0002 and U+0003. */
    interactions: z.array(
      z.object({
        conversation: Conversation,
        interactionId: Id,
        position: z.number(),
        excerpt: z.string(),
        at: At,
      }),
    ),
  })
  .meta({ id: "SearchResults" });
export type SearchResults = z.infer<typeof SearchResults>;

export const searchEndpoints = {
  "GET /search": {
    summary: "Contacts by name, number or address in part, and message text",
    tag: "Search",
    scope: "conversations:read",
    query: z.object({
      q: text(200).trim().min(1),
      limit: z.coerce.number().int().min(1).max(50).default(20),
    }),
    response: SearchResults,
  },
} as const satisfies Endpoints;
