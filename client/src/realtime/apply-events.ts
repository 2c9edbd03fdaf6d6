import { notifyManager } from "@tanstack/react-query";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryClient } from "../lib/query-client.ts";
import { putContact, putDeal, putTask } from "./cache/card.ts";
import { dropConversation, putConversation } from "./cache/conversations.ts";
import { putInteraction } from "./cache/timeline.ts";
import { effectsOf } from "./event-table.ts";

/** Brings the cache up to what the hub says; one drawing for the whole batch. */
export function applyEvents(events: PushedEvent[]): void {
  notifyManager.batch(() => {
    for (const event of events) applyEvent(event);
  });
}

/** Everything that is on the screen, fetched anew; the rest when it is shown. */
export function refreshAll(): void {
  void queryClient.invalidateQueries();
}

/** An event brings the rows that it speaks of; what else it changes is in the table. */
function applyEvent(event: PushedEvent) {
  if (event.isGone && event.conversationId) dropConversation(event.conversationId);
  if (event.conversation) putConversation(event.conversation);
  if (event.interaction) putInteraction(event.interaction);
  if (event.contact) putContact(event.contact);
  if (event.deal) putDeal(event.deal);
  if (event.task) putTask(event.task);
  effectsOf(event);
}
