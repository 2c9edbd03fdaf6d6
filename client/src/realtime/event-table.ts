import type { EventMap, EventType } from "../../../server/contract/events.ts";
import type { Person } from "../../../server/contract/people.ts";
import type { Task } from "../../../server/contract/sales.ts";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryKey } from "../lib/api.ts";
import { contactName } from "../lib/contact-name.ts";
import { t } from "../lib/i18n.ts";
import { queryClient, signedOut } from "../lib/query-client.ts";
import { findMe, isAtLeast } from "../lib/session.ts";
import { sayToast } from "../lib/toast.ts";
import { announceHealth } from "./announce-health.ts";
import { setReadPosition } from "./cache/conversations.ts";
import { refreshSoon } from "./cache/refresh-soon.ts";
import { changeAnswers } from "./cache/rows.ts";

type Effect<Type extends EventType> = (
  data: EventMap[Type],
  event: Pick<PushedEvent, "conversationId" | "actorId" | "task">,
) => void;

const counts = () => refreshSoon("GET /conversations/counts");
const cards = () => refreshSoon("GET /contacts/:id", "GET /contacts");
const deals = () => refreshSoon("GET /deals", "GET /deals/totals");
const tasks = () => refreshSoon("GET /tasks", "GET /tasks/counts");
const channels = () => refreshSoon("GET /channels", "GET /channels/:id", "GET /channels/summary");
const people = () => refreshSoon("GET /people", "GET /teams", "GET /invitations");
const nothing = () => {};

/** What an event changes beside the rows that come with it: the one place where events meet the cache. */
const table: { [Type in EventType]: Effect<Type> } = {
  "contact.created": cards,
  "contact.updated": nothing,
  "contact.joined": () => {
    cards();
    deals();
    tasks();
    refreshSoon("GET /conversations", "GET /conversations/:id");
  },
  "conversation.opened": counts,
  "conversation.assigned": counts,
  "conversation.statusChanged": counts,
  "conversation.tagged": () => refreshSoon("GET /tags"),
  "conversation.shared": () => refreshSoon("GET /conversations", "GET /conversations/counts"),
  "conversation.read": (data, event) => {
    if (data.personId === findMe()?.id && event.conversationId)
      setReadPosition(event.conversationId, data.position);
  },
  "interaction.received": counts,
  "interaction.queued": counts,
  "interaction.noted": counts,
  "interaction.logged": nothing,
  "interaction.stateChanged": () => refreshSoon("GET /channels/:id/deliveries"),
  "interaction.verified": nothing,
  "interaction.moved": () => refreshSoon("GET /conversations/:id/interactions", "GET /interactions/:id/why"),
  "workItem.created": nothing,
  "workItem.stateChanged": nothing,
  "workItem.queued": nothing,
  "workItem.prioritised": nothing,
  "workItem.offered": nothing,
  "workItem.offerEnded": nothing,
  "workItem.rested": nothing,
  "deal.created": deals,
  "deal.updated": (data) => (data.ownerId ? deals() : refreshSoon("GET /deals/totals")),
  "deal.moved": deals,
  "task.created": tasks,
  "task.updated": tasks,
  "task.completed": tasks,
  "task.reopened": tasks,
  "task.overdue": (data, { task }) => {
    tasks();
    announceOverdue(data.assigneeId, task);
  },
  "channel.created": channels,
  "channel.updated": channels,
  "channel.healthChanged": (data) => {
    channels();
    void announceHealth(data);
  },
  "inbound.quarantined": () => refreshSoon("GET /quarantine"),
  "inbound.released": () => refreshSoon("GET /quarantine"),
  "person.created": people,
  "person.updated": people,
  "person.availabilityChanged": (data) => setAvailability(data),
  "person.presenceChanged": people,
  "person.accessChanged": (data) => {
    people();
    // What one sees changed with it, on every screen.
    if (data.personId === findMe()?.id) void queryClient.invalidateQueries();
  },
  "person.signedOut": (data) => {
    if (data.personId === findMe()?.id) signedOut();
  },
  "team.updated": people,
  "queue.updated": nothing,
  "skill.updated": nothing,
  "routingRules.updated": nothing,
  "workspace.updated": () => refreshSoon("GET /workspace"),
};

export function effectsOf(event: PushedEvent): void {
  // A newer hub may know events that this page does not.
  const effect = table[event.type] as Effect<EventType> | undefined;
  effect?.(event.data, event);
}

/** To whoever is to do it, and to those who watch over it. */
function announceOverdue(assigneeId: string | null, task: Task | undefined) {
  const me = findMe();
  if (!task || !me || (assigneeId !== me.id && !isAtLeast(me, "supervisor"))) return;
  sayToast(t("frame.overdue", { title: task.title, name: task.contact ? contactName(task.contact) : "" }));
}

function setAvailability({ personId, availability, reason }: EventMap["person.availabilityChanged"]) {
  const change = <T extends Person>(person: T): T =>
    person.id === personId
      ? {
          ...person,
          availability: availability.to,
          awayReason: reason,
          availabilitySince: new Date().toISOString(),
        }
      : person;
  changeAnswers<Person[]>("GET /people", (all) => all.map(change));
  const me = findMe();
  if (me?.id === personId) queryClient.setQueryData(queryKey("GET /me"), change(me));
}
