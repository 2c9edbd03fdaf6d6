import { notifyManager } from "@tanstack/react-query";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryClient } from "../lib/query-client.ts";
import { putContact, putDeal, putTask } from "./cache/card.ts";
import { dropConversation, putConversation, putConversationAgain } from "./cache/conversations.ts";
import { putInteraction } from "./cache/timeline.ts";
import { effectsOf } from "./event-table.ts";
import { mendLateAnswers, noteForLateAnswers } from "./late-answers.ts";

mendLateAnswers(putRowsAgain);

/** Brings the cache up to what the hub says; one drawing for the whole batch. */
export function applyEvents(events: PushedEvent[]): void {
  noteForLateAnswers(events);
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
  putOtherRows(event);
  effectsOf(event);
}

/** Under an answer that came late they may be gone from where they were put. */
function putRowsAgain(events: PushedEvent[]) {
  notifyManager.batch(() => {
    for (const event of events) {
      if (event.isGone && event.conversationId) dropConversation(event.conversationId);
      if (event.conversation) putConversationAgain(event.conversation);
      putOtherRows(event);
    }
  });
}

function putOtherRows({ interaction, contact, deal, task }: PushedEvent) {
  if (interaction) putInteraction(interaction);
  if (contact) putContact(contact);
  if (deal) putDeal(deal);
  if (task) putTask(task);
}
