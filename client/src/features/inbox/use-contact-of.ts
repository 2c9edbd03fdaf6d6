import { useQuery } from "@tanstack/react-query";
import { request } from "../../lib/api.ts";
import { findConversation } from "../../realtime/cache/conversations.ts";

/** The contact of the open conversation. */
export function useContactOf(conversationId: string | undefined): string | undefined {
  const { data } = useQuery({
    ...request("GET /conversations/:id", { params: { id: conversationId ?? "" } }),
    enabled: conversationId !== undefined,
    initialData: () => (conversationId ? findConversation(conversationId) : undefined),
  });
  return data?.contact.id;
}
