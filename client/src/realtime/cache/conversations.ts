import type { ChannelSummary } from "../../../../server/contract/channels.ts";
import type { Conversation } from "../../../../server/contract/conversations.ts";
import { queryKey } from "../../lib/api.ts";
import { queryClient } from "../../lib/query-client.ts";
import { findMe } from "../../lib/session.ts";
import { belongs } from "./belongs.ts";
import { putConversationOnCard } from "./card.ts";
import { refreshSoon } from "./refresh-soon.ts";
import { changeLists, isNewer } from "./rows.ts";

const one = "GET /conversations/:id";
const lists = "GET /conversations";

/** Puts a conversation where it now belongs: each list that holds it or should, its own page, its contact's card. */
export function putConversation(pushed: Conversation): void {
  const kept = findConversation(pushed.id);
  if (kept && !isNewer(pushed, kept)) return;
  place(asRead(pushed, kept));
  if (!isChannelKnown(pushed.channelId)) refreshSoon("GET /channels/summary");
}

/** The same where some list may have lost what others hold. */
export function putConversationAgain(pushed: Conversation): void {
  const kept = findConversation(pushed.id);
  place(kept && !isNewer(pushed, kept) ? kept : asRead(pushed, kept));
}

/** A push goes to many, so it cannot say how far this person has read. */
const asRead = (pushed: Conversation, kept: Conversation | undefined): Conversation => ({
  ...pushed,
  readPosition: pushed.readPosition ?? kept?.readPosition ?? 0,
});

/** Of what one was given from elsewhere, the channel is told only now. */
function isChannelKnown(id: string): boolean {
  const known = queryClient.getQueryData<ChannelSummary[]>(queryKey("GET /channels/summary"));
  return known?.some((channel) => channel.id === id) ?? true;
}

/** Shows at once what somebody here just did, or takes it back: whatever the version. */
export function place(conversation: Conversation): void {
  const me = findMe();
  queryClient.setQueryData(queryKey(one, { params: { id: conversation.id } }), conversation);
  changeLists(lists, (rows, query, isWhole) => {
    const isIn = rows.some((row) => row.id === conversation.id);
    const fits = belongs(conversation, query, me?.id);
    if (fits === undefined) {
      if (!isIn) refreshSoon(lists);
      return isIn
        ? sorted(
            rows.map((row) => (row.id === conversation.id ? conversation : row)),
            query,
          )
        : rows;
    }
    const others = isIn ? rows.filter((row) => row.id !== conversation.id) : rows;
    if (!fits) return others;
    const next = sorted([...others, conversation], query);
    // Behind the last that is loaded there may be others between.
    return !isIn && !isWhole && next.at(-1)?.id === conversation.id ? rows : next;
  });
  putConversationOnCard(conversation);
}

export function setReadPosition(conversationId: string, position: number): void {
  const kept = findConversation(conversationId);
  if (kept && kept.readPosition !== position) place({ ...kept, readPosition: position });
}

export function dropConversation(id: string): void {
  changeLists(lists, (rows) =>
    rows.some((row) => row.id === id) ? rows.filter((row) => row.id !== id) : rows,
  );
  void queryClient.invalidateQueries({ queryKey: queryKey(one, { params: { id } }) });
}

/** The newest that any query knows of it. */
export function findConversation(id: string): Conversation | undefined {
  let found = queryClient.getQueryData<Conversation>(queryKey(one, { params: { id } }));
  changeLists(lists, (rows) => {
    const row = rows.find((kept) => kept.id === id);
    if (row && (!found || isNewer(row, found))) found = row;
    return undefined;
  });
  return found;
}

function sorted(rows: Conversation[], query: Record<string, unknown>): Conversation[] {
  const isWaiting = query.view === "waiting";
  const by = (row: Conversation) =>
    isWaiting ? (row.waitingSince ?? row.lastInteractionAt) : row.lastInteractionAt;
  const sign = isWaiting ? 1 : -1;
  return rows.toSorted((a, b) => sign * (Date.parse(by(a)) - Date.parse(by(b))) || (a.id < b.id ? 1 : -1));
}
