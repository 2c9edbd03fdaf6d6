import { type SQL, sql } from "drizzle-orm";

/**
 * Deals and tasks of a conversation, over a row of either named `f`: they are always on its contact's card, and looked up
 * there, because an index on the conversation would cost the ingest path as much as a row.
 */
export const ofConversation = (conversationId: string): SQL =>
  sql`(f.conversation_id = ${conversationId} and f.contact_id = (select contact_id from conversations where id = ${conversationId}))`;
