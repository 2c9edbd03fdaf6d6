import type { BoardPerson, BoardQueue, Figures, FloorState, ReportRow } from "../contract/board.ts";
import type { WorkKind } from "../contract/queues.ts";
import { countWaiting, keptMinutes, waitingByMinute } from "./floor/pass-time.ts";
import { timeFacts } from "./floor/person-state.ts";
import type { Floor, FloorItem, FloorPerson, FloorQueue } from "./floor/state.ts";
import { addTo, noTally, sumSince, type Tally } from "./floor/tally.ts";
import type { Report } from "./report-on.ts";

/** A moment, not before the floor's last event, and what of the workspace it is looked at with. */
export interface View {
  at: number;
  timeZone: string;
  dayBegan: number;
  hourBegan: number;
  weights: Record<WorkKind, number>;
  capacityOf(personId: string): number;
}

export function presentQueue(floor: Floor, queue: FloorQueue, view: View): BoardQueue {
  const channels = [...(floor.tallies.queues.get(queue.id) ?? [])].map(([channelId, quarters]) => ({
    channelId,
    today: sumSince(quarters, view.dayBegan),
    thisHour: sumSince(quarters, view.hourBegan),
  }));
  const items = itemsOf(floor, queue);
  const waiting = items.filter(({ state }) => state === "waiting" || state === "offered");
  const longestSince = waiting.reduce((first, item) => Math.min(first, item.waitingSince), view.at);
  const line = waitingByMinute(floor, queue, view.at);
  return {
    queueId: queue.id,
    waiting: countWaiting(floor, queue),
    offered: items.filter(({ state }) => state === "offered").length,
    longestSince: waiting.length > 0 ? iso(longestSince) : null,
    inService: items.filter(({ state, isResting }) => state === "active" && !isResting).length,
    wrapUp: items.filter(({ state }) => state === "wrapUp").length,
    people: countStates(floor, queue),
    today: presentFigures(together(channels.map(({ today }) => today))),
    thisHour: presentFigures(together(channels.map(({ thisHour }) => thisHour))),
    handledByChannel: Object.fromEntries(
      channels.flatMap(({ channelId, today }) => (today.handled > 0 ? [[channelId, today.handled]] : [])),
    ),
    waitingByMinute: [...Array(keptMinutes - line.length).fill(0), ...line],
  };
}

export function presentPerson(floor: Floor, person: FloorPerson, view: View): BoardPerson {
  const today = sumSince(floor.tallies.people.get(person.id), view.dayBegan);
  for (const { adds } of timeFacts(person, Math.max(person.countedTo, view.dayBegan), view.at))
    addTo(today, adds);
  const items = itemsOf(floor, person);
  const queues = [...floor.queues.values()].filter(
    ({ isArchived, memberIds }) => !isArchived && memberIds.has(person.id),
  );
  return {
    personId: person.id,
    state: person.state,
    since: iso(person.since),
    awayReason: person.awayReason,
    load: items.reduce((load, item) => load + (item.isResting ? 0 : view.weights[item.kind]), 0),
    capacity: view.capacityOf(person.id),
    queueIds: queues.map(({ id }) => id),
    work: items.map(({ id, conversationId, queueId, kind, state, isResting, since }) => ({
      workItemId: id,
      conversationId,
      queueId,
      kind,
      state,
      isResting,
      since: iso(since),
    })),
    handled: today.handled,
    ahtMs: ratio(today.handleMs + today.wrapUpMs, today.handled),
    wrapUpMs: ratio(today.wrapUpMs, today.handled),
    missed: today.missed,
    occupancy: presentOccupancy(today),
  };
}

export function presentFigures({ occupiedMs: _, availableMs: __, ...sums }: Tally): Figures {
  const ended = sums.answered + sums.abandoned;
  return {
    ...sums,
    serviceLevel: ratio(sums.answeredInTime, ended),
    asaMs: ratio(sums.waitedMs, sums.answered),
    ahtMs: ratio(sums.handleMs + sums.wrapUpMs, sums.handled),
    abandonmentRate: ratio(sums.abandoned, ended),
  };
}

/** Rows in which nothing happened are left out. */
export function presentReport({ by, timeZone, rows, total }: Report) {
  const presented = rows.map(({ key, name: _, ...tally }) => ({
    key,
    figures: presentFigures(tally),
    occupancy: by === "person" ? presentOccupancy(tally) : null,
  }));
  const isSomething = ({ figures, occupancy }: ReportRow) =>
    occupancy !== null || Object.values(figures).some((figure) => figure !== null && figure > 0);
  return { timeZone, rows: presented.filter(isSomething), total: presentFigures(total) };
}

const presentOccupancy = ({ occupiedMs, availableMs }: Tally): number | null =>
  ratio(occupiedMs, availableMs);

function together(tallies: Tally[]): Tally {
  const sum = noTally();
  for (const tally of tallies) addTo(sum, tally);
  return sum;
}

const itemsOf = ({ items }: Floor, { itemIds }: { itemIds: Set<string> }): FloorItem[] =>
  [...itemIds].flatMap((id) => items.get(id) ?? []);

function countStates({ people }: Floor, { memberIds }: FloorQueue): Record<FloorState, number> {
  const counts = { ready: 0, working: 0, wrapUp: 0, busy: 0, away: 0, offline: 0 };
  for (const id of memberIds) {
    const person = people.get(id);
    if (person && !person.isRemoved) counts[person.state]++;
  }
  return counts;
}

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const iso = (at: number): string => new Date(at).toISOString();
