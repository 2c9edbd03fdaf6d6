/** What a system entry's `data.what` can be, and the values that stand beside it: ids of people and conversations, tag names, times, a provider's words. */
export const systemEntries = {
  "conversation.assigned": ["from", "to", "reason"],
  "conversation.statusChanged": ["from", "to", "snoozedUntil", "reason"],
  "conversation.tagged": ["added", "removed"],
  "conversation.shared": ["personId"],
  "conversation.followedUp": ["channelId", "count"],
  "conversation.notFollowedUp": ["channelId", "count", "reason"],
  "recording.deleted": ["recordingId"],
  "interaction.movedHere": ["conversationId"],
  "interaction.movedAway": ["conversationId"],
} as const;

export type SystemEntry = keyof typeof systemEntries;
