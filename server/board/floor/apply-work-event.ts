import type { EventMap } from "../../contract/events.ts";
import type { Change } from "./change.ts";
import { count, countHand, countWaitOver, endHand, newHand } from "./count-work.ts";
import type { FloorEvent } from "./floor-events.ts";
import { keepPlace, placeOf } from "./place.ts";
import type { FloorItem } from "./state.ts";

type WorkEvent = Extract<FloorEvent, { type: `workItem.${string}` }>;
type ChangeEvent = Exclude<WorkEvent, { type: "workItem.created" }>;

export function applyWorkEvent(change: Change, event: WorkEvent): void {
  if (event.type === "workItem.created") {
    createItem(change, event.conversationId ?? "", event.data);
    return;
  }
  const item = change.floor.items.get(event.data.workItemId);
  // Of what began before the log nothing is known.
  if (!item) return;
  const before = placeOf(item);
  changeItem(change, item, event);
  keepPlace(change, item, before);
}

function changeItem(change: Change, item: FloorItem, event: ChangeEvent) {
  switch (event.type) {
    case "workItem.stateChanged":
      return changeState(change, item, event.data);
    case "workItem.queued":
      return changeQueue(change, item, event.data);
    case "workItem.offered":
      if (isWaiting(item)) {
        Object.assign(item, { state: "offered", offeredTo: event.data.personId, since: change.at });
      }
      return;
    case "workItem.offerEnded":
      return endOffer(change, item, event.data);
    case "workItem.rested":
      countHand(change, item);
      item.isResting = event.data.isResting;
  }
}

function createItem(change: Change, conversationId: string, data: EventMap["workItem.created"]) {
  const { workItemId: id, channelId, kind, queueId, ownerId } = data;
  const { floor, at } = change;
  if (floor.items.has(id)) return;
  const item: FloorItem = {
    id,
    conversationId,
    channelId,
    kind,
    queueId,
    state: ownerId === null ? "waiting" : "active",
    since: at,
    waitingSince: at,
    ownerId,
    offeredTo: null,
    isResting: false,
    hand: ownerId === null ? null : newHand(queueId, at),
  };
  if (ownerId === null) count(change, item, { adds: { arrived: 1 } });
  floor.items.set(id, item);
  keepPlace(change, item, { queueId: null, personId: null });
}

function changeState(
  change: Change,
  item: FloorItem,
  { state, ownerId, since }: EventMap["workItem.stateChanged"],
) {
  const { floor, at } = change;
  const wasWaiting = isWaiting(item);
  countHand(change, item);
  if (state.to === "done") {
    if (wasWaiting) count(change, item, { adds: { abandoned: 1 } });
    endHand(change, item);
    return void floor.items.delete(item.id);
  }
  const isInHand = state.to === "active" || state.to === "wrapUp";
  if (!isInHand || item.ownerId !== ownerId.to) endHand(change, item);
  if (wasWaiting && isInHand) countWaitOver(change, item, ownerId.to);
  if (!wasWaiting && !isInHand) {
    item.waitingSince = since === undefined ? at : Date.parse(since);
    count(change, item, { adds: { arrived: 1 } });
  }
  if (item.state !== state.to || item.ownerId !== ownerId.to) item.since = at;
  item.state = state.to;
  item.ownerId = ownerId.to;
  if (state.to !== "offered") item.offeredTo = null;
  // That it rests in new hands is said before it is theirs.
  if (state.to !== "active") item.isResting = false;
  if (isInHand) item.hand ??= newHand(item.queueId, at);
}

/** A wait goes on in another queue. */
function changeQueue(change: Change, item: FloorItem, { queueId, reason }: EventMap["workItem.queued"]) {
  if (item.queueId === queueId.to) return;
  if (isWaiting(item) && reason === "overflow") count(change, item, { adds: { overflowed: 1 } });
  item.queueId = queueId.to;
  if (isWaiting(item)) count(change, item, { adds: { arrived: 1 } });
}

function endOffer(change: Change, item: FloorItem, { personId, outcome }: EventMap["workItem.offerEnded"]) {
  if (outcome === "missed" || outcome === "declined")
    count(change, item, { personId, adds: { [outcome]: 1 } });
  // How it became somebody's is said next.
  if (outcome === "accepted" || item.offeredTo !== personId) return;
  Object.assign(item, { state: "waiting", offeredTo: null, since: change.at });
}

const isWaiting = ({ state }: FloorItem) => state === "waiting" || state === "offered";
