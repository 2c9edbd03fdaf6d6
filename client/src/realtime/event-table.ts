import type { EventMap, EventType } from "../../../server/contract/events.ts";
import type { Person } from "../../../server/contract/people.ts";
import type { Task } from "../../../server/contract/sales.ts";
import type { PushedEvent } from "../../../server/contract/sockets.ts";
import { queryKey } from "../lib/api.ts";
import { contactName } from "../lib/contact-name.ts";
import { t } from "../lib/i18n.ts";
import { findMyCalls, refreshMyPhone } from "../lib/phone.ts";
import { queryClient, signedOut } from "../lib/query-client.ts";
import { findMe, isAtLeast } from "../lib/session.ts";
import { sayToast } from "../lib/toast.ts";
import { findMyWork, refreshMyWork, refreshWorkOf } from "../lib/work.ts";
import { announceHealth } from "./announce-health.ts";
import { announceOfferEnd } from "./announce-offer-end.ts";
import { setReadPosition } from "./cache/conversations.ts";
import { refreshQueuesSoon, refreshSoon } from "./cache/refresh-soon.ts";
import { changeAnswers } from "./cache/rows.ts";

type Effect<Type extends EventType> = (
  data: EventMap[Type],
  event: Pick<PushedEvent, "at" | "conversationId" | "conversation" | "actorId" | "task">,
) => void;

const counts = () => refreshSoon("GET /conversations/counts");
const cards = () => refreshSoon("GET /contacts/:id", "GET /contacts");
const deals = () => refreshSoon("GET /deals", "GET /deals/totals");
const tasks = () => refreshSoon("GET /tasks", "GET /tasks/counts");
const channels = () =>
  refreshSoon(
    "GET /channels",
    "GET /channels/:id",
    "GET /channels/summary",
    "GET /queues",
    "GET /me/caller-ids",
  );
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
  "conversation.assigned": (_data, { conversation }) => {
    counts();
    // Out of sight it has left a queue, and nothing else tells which.
    if (conversation) refreshQueuesSoon(conversation.queueId);
    else refreshSoon("GET /queues/:id/work");
  },
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
  "workItem.created": (data, event) => changeWork(data, event, data.ownerId),
  "workItem.stateChanged": (data, event) => changeWork(data, event, data.ownerId.from, data.ownerId.to),
  "workItem.queued": (data, event) => {
    refreshQueuesSoon(data.queueId.from, data.queueId.to);
    changeWork(data, event);
  },
  "workItem.prioritised": (data, event) => changeWork(data, event),
  "workItem.offered": (data, event) => changeWork(data, event, data.personId),
  "workItem.offerEnded": (data, event) => {
    announceOfferEnd(data, event);
    changeWork(data, event, data.personId);
  },
  "workItem.rested": (data, event) => changeWork(data, event),
  "call.changed": ({ callId }) => changeCall(callId),
  "call.legChanged": ({ callId, personId }) => changeCall(callId, personId),
  "call.supervised": ({ callId, personId }) => {
    changeCall(callId, personId);
    refreshSoon("GET /calls/:id/supervisions");
  },
  "call.whispered": ({ callId }) => changeCall(callId),
  "call.recordingChanged": ({ callId, what }) => {
    if (what === "commented") refreshSoon("GET /recordings/:id/comments");
    else changeCall(callId);
  },
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
  "person.availabilityChanged": ({ personId, availability, reason, by }, { at }) =>
    setPerson(personId, {
      availability: availability.to,
      awayReason: reason,
      availabilitySince: at,
      availabilityBy: by ?? null,
    }),
  "person.phoneChanged": ({ personId }) => {
    if (personId === findMe()?.id) void refreshMyWork();
  },
  "person.presenceChanged": ({ personId, isOnline }) => setPerson(personId, { isOnline: isOnline.to }),
  "person.accessChanged": (data) => {
    people();
    // What one sees changed with it, on every screen.
    if (data.personId === findMe()?.id) void queryClient.invalidateQueries();
  },
  "person.signedOut": (data) => {
    if (data.personId === findMe()?.id) signedOut();
  },
  "team.updated": people,
  "queue.updated": () => {
    refreshSoon(
      "GET /queues",
      "GET /queues/:id/work",
      "GET /channels",
      "GET /channels/:id",
      "GET /me/caller-ids",
    );
    void refreshMyWork();
  },
  "skill.updated": () => refreshSoon("GET /skills", "GET /people", "GET /queues"),
  "callFlow.updated": () =>
    refreshSoon("GET /call-flows", "GET /call-flows/:id", "GET /channels", "GET /channels/:id"),
  "routingRules.updated": () => refreshSoon("GET /routing-rules"),
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

/** What is one's own, or open here, at once, as somebody waits to see it; of a queue's work soon. */
function changeWork(
  { workItemId }: { workItemId: string },
  { conversationId, conversation }: Pick<PushedEvent, "conversationId" | "conversation">,
  ...personIds: (string | null)[]
) {
  if (conversation) refreshQueuesSoon(conversation.queueId);
  if (conversationId) void refreshWorkOf(conversationId);
  if (personIds.includes(findMe()?.id ?? "") || isKnown(workItemId)) void refreshMyWork();
}

/** One's own at once, as a caller waits; of others soon. */
function changeCall(callId: string, personId: string | null = null) {
  refreshSoon("GET /calls", "GET /calls/:id");
  const isMine = findMyCalls().some(({ call }) => call.id === callId);
  if (isMine || personId === findMe()?.id) void refreshMyPhone();
}

const isKnown = (workItemId: string) => findMyWork()?.items.some((item) => item.id === workItemId) ?? false;

function setPerson(personId: string, some: Partial<Person>) {
  const change = <T extends Person>(person: T): T =>
    person.id === personId ? { ...person, ...some } : person;
  changeAnswers<Person[]>("GET /people", (all) => all.map(change));
  // What is on its way may have been read before.
  if (queryClient.isFetching({ queryKey: ["GET /people"] }) > 0) refreshSoon("GET /people");
  const me = findMe();
  if (me?.id !== personId) return;
  queryClient.setQueryData(queryKey("GET /me"), change(me));
  void refreshMyWork();
}
