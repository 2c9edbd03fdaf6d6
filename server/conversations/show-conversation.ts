import type { Conversation } from "../contract/conversations.ts";
import { notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { presentConversations } from "./queries.ts";

/** What somebody has just changed, even when they no longer see it. */
export async function showConversation(
  deps: Pick<Deps, "db">,
  access: Access,
  id: string,
): Promise<Conversation> {
  const found = (await presentConversations(deps, [id], access.personId)).get(id);
  if (!found) throw notFound("conversation");
  return found.conversation;
}
