import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { isCode } from "../../lib/api-error.ts";
import { findConversation } from "../../realtime/cache/conversations.ts";

/** The contact of the open conversation, and whether there is one or may yet be. */
export function useContactOf(conversationId: string | undefined) {
  const { data, error } = useQuery({
    ...request("GET /conversations/:id", { params: { id: conversationId ?? "" } }),
    enabled: conversationId !== undefined,
    initialData: () => (conversationId ? findConversation(conversationId) : undefined),
  });
  // What was read before is not theirs to see any more.
  const contactId = isCode(error, "not_found") ? undefined : data?.contact.id;
  return { contactId, isExpected: conversationId !== undefined && (contactId !== undefined || !error) };
}
