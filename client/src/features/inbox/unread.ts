import type { Conversation } from "../../../../server/contract/conversations.ts";

/** Whether something that this person has not read came from the contact or a colleague. */
export const isUnread = ({ length, readPosition }: Conversation): boolean => (readPosition ?? 0) < length;
