import { newId } from "../../db/schema/columns.ts";
import { floorFromRows } from "../../server/board/floor-from-rows.ts";
import { writeSnapshot } from "../../server/board/snapshot.ts";
import { writeLog } from "../../server/board/test-happenings.ts";
import type { EventMap } from "../../server/contract/events.ts";
import type { Deps } from "../../server/lib/deps.ts";
import { makePerson, makeQueue } from "../factories.ts";

type Told = {
  [Type in keyof EventMap]: { minute: number; type: Type; data: EventMap[Type] };
}[
  | "workItem.created"
  | "workItem.stateChanged"
  | "queue.updated"
  | "person.presenceChanged"
  | "person.availabilityChanged"];

interface Shift {
  queueId: string;
  channelId: string;
  personIds: string[];
  everyMinutes: number;
}

const lasts = 240;
const minuteMs = 60_000;

/** Three queues whose people have worked for hours: it stands in the log before anybody looks at the board. */
export async function makeBusyDay(deps: Deps, channelIds: string[]): Promise<void> {
  const personIds: string[] = [];
  for (const name of people) personIds.push((await makePerson({ deps }, { name, capacity: 8 })).id);
  const began = Date.now() - lasts * minuteMs;
  const shifts: Shift[] = [];
  for (const [nth, queue] of queues.entries()) {
    const { id } = await makeQueue({ deps }, queue);
    shifts.push({
      queueId: id,
      channelId: channelIds[nth % channelIds.length] ?? "",
      personIds: personIds.slice(nth, nth + 6),
      everyMinutes: 3 + nth * 2,
    });
  }
  const floor = await floorFromRows(deps);
  for (const person of floor.people.values()) Object.assign(person, { since: began, countedTo: began });
  await deps.pool.query("delete from floor_snapshots");
  await writeSnapshot(deps, { ...floor, at: began });
  const told = [...personIds.flatMap(tellPerson), ...shifts.flatMap(tellShift)]
    .filter(({ minute }) => minute < lasts)
    .toSorted((a, b) => a.minute - b.minute);
  await writeLog(
    deps,
    told.map(({ minute, ...event }) => ({ ...event, at: new Date(began + minute * minuteMs).toISOString() })),
  );
}

const people = [
  "Amara Okafor",
  "Björn Lindqvist",
  "Chiara Rossi",
  "Dmytro Shevchenko",
  "Emi Sato",
  "Farid Haddad",
  "Grace Mbeki",
  "Hanna Virtanen",
];

const queues = [
  { name: "Sales", thresholds: { waiting: [2, 5] as [number, number] } },
  { name: "Returns and refunds", thresholds: { longestWaitSeconds: [60, 600] as [number, number] } },
  { name: "Trade customers", thresholds: { serviceLevel: [95, 60] as [number, number] } },
];

/** They come one after the other; towards the end the last of them pause, or have gone. */
function tellPerson(personId: string, nth: number): Told[] {
  const presence = (minute: number, to: boolean): Told => ({
    minute,
    type: "person.presenceChanged",
    data: { personId, isOnline: { from: !to, to } },
  });
  const pause = (minute: number, to: "away" | "busy", reason: string | null): Told => ({
    minute,
    type: "person.availabilityChanged",
    data: { personId, availability: { from: "ready", to }, reason },
  });
  const came = presence(nth * 2, true);
  if (nth === 5) return [came, pause(lasts - 12, "away", "lunch")];
  if (nth === 6) return [came, pause(lasts - 31, "busy", null)];
  return nth === 7 ? [came, presence(lasts - 25, false)] : [came];
}

/** Work comes in evenly; most of it is answered at once, some late, a little of it never. */
function tellShift({ queueId, channelId, personIds, everyMinutes }: Shift): Told[] {
  const told: Told[] = [
    { minute: 0, type: "queue.updated", data: { queueId, memberIds: personIds, answerWithinSeconds: 60 } },
  ];
  for (let nth = 0; nth * everyMinutes < lasts - 1; nth++) {
    const minute = 8 + nth * everyMinutes;
    const workItemId = newId();
    const personId = personIds[nth % 3] ?? "";
    const turn = (after: number, from: "waiting" | "active", to: "active" | "done"): Told => ({
      minute: minute + after,
      type: "workItem.stateChanged",
      data: {
        workItemId,
        state: { from, to },
        ownerId: { from: null, to: to === "active" ? personId : null },
      },
    });
    told.push({
      minute,
      type: "workItem.created",
      data: {
        workItemId,
        queueId,
        channelId,
        kind: nth % 4 === 1 ? "mail" : "chat",
        priority: 0,
        ownerId: null,
      },
    });
    const isLeft = nth % 11 === 7;
    const answeredAfter = nth % 6 === 5 ? 2 : 0.2 + (nth % 5) * 0.15;
    const isStillThere = minute > lasts - 5;
    if (isLeft) told.push(turn(3, "waiting", "done"));
    else if (!isStillThere)
      told.push(
        turn(answeredAfter, "waiting", "active"),
        turn(answeredAfter + 7 + (nth % 4) * 3, "active", "done"),
      );
  }
  return told;
}
