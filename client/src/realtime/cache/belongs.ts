import type { Conversation, View } from "../../../../server/contract/conversations.ts";

const isUnresolved = ({ status }: Conversation) => status === "open" || status === "pending";

/** The hub's views, said for one row; undefined where only the hub can tell. */
const views: Record<View, (row: Conversation, me: string | undefined) => boolean | undefined> = {
  mine: (row, me) => row.assigneeId === me && isUnresolved(row),
  unassigned: (row) => row.assigneeId === null && isUnresolved(row),
  mentioned: () => undefined,
  waiting: (row) => row.waitingSince !== null && isUnresolved(row),
  all: isUnresolved,
  snoozed: (row) => row.status === "snoozed",
  resolved: (row) => row.status === "resolved",
};

const filters: Record<string, (row: Conversation, value: unknown) => boolean> = {
  status: (row, value) => row.status === value,
  channelId: (row, value) => row.channelId === value,
  contactId: (row, value) => row.contact.id === value,
  assigneeId: (row, value) => row.assigneeId === value,
  tagId: (row, value) => row.tags.some((tag) => tag.id === value),
};

/** Whether a list with this query holds the conversation. */
export function belongs(
  row: Conversation,
  query: Record<string, unknown>,
  me: string | undefined,
): boolean | undefined {
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && filters[name] && !filters[name](row, value)) return false;
  }
  const view = (query.view as View | undefined) ?? "all";
  // Of one contact, all is the whole history; with a status asked for, that one alone counts.
  if (view === "all" && (query.contactId || query.status)) return true;
  return views[view](row, me);
}
