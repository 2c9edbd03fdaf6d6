import fc from "fast-check";
import type { Deps } from "../lib/deps.ts";
import type { FloorEvent } from "./floor/floor-events.ts";
import { minuteMs } from "./floor/quarters.ts";

const idOf = (nth: number) => `00000000-0000-4000-8000-${String(nth).padStart(12, "0")}`;

export const queueIds = [idOf(1), idOf(2)];
export const personIds = [idOf(11), idOf(12)];
export const channelIds = [idOf(21), idOf(22)];

const conversationId = idOf(99);

/** All that an event could be of, whichever it is. */
const happening = fc.record({
  ms: fc.integer({ min: 1, max: 25 * minuteMs }),
  type: fc.constantFrom(
    "workItem.stateChanged",
    "workItem.stateChanged",
    "workItem.stateChanged",
    "workItem.offered",
    "workItem.offerEnded",
    "workItem.rested",
    "workItem.queued",
    "person.presenceChanged",
    "person.availabilityChanged",
    "queue.updated",
  ),
  slot: fc.nat(3),
  personId: fc.constantFrom(...personIds),
  queueId: fc.constantFrom(...queueIds),
  isInQueue: fc.boolean(),
  isOwned: fc.boolean(),
  channelId: fc.constantFrom(...channelIds),
  to: fc.constantFrom("waiting", "active", "active", "wrapUp", "done"),
  reason: fc.constantFrom("overflow", "person"),
  outcome: fc.constantFrom("missed", "declined", "withdrawn", "accepted"),
  isOn: fc.boolean(),
  /** How long somebody has waited already when a wait begins. */
  waitedMs: fc.option(fc.integer({ min: 1, max: 25 * minuteMs }), { nil: undefined }),
  availability: fc.constantFrom("ready", "ready", "busy", "away", "offline"),
  memberIds: fc.subarray(personIds),
  answerWithinSeconds: fc.integer({ min: 1, max: 900 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer One> ? One : never;

/** Whatever could happen to four pieces of work at a time, in any order, from a moment on. */
export const anyLog = (beginning: number): fc.Arbitrary<FloorEvent[]> =>
  fc.array(happening, { minLength: 1, maxLength: 80, size: "max" }).map((happenings) => {
    let at = beginning;
    let made = 100;
    const alive = new Map<number, string>();
    return happenings.map((one, nth) => {
      at += one.ms;
      const isWork = one.type.startsWith("workItem.");
      const isNew = isWork && !alive.has(one.slot);
      if (isNew) alive.set(one.slot, idOf(++made));
      const type = isNew ? "workItem.created" : one.type;
      const data = dataOf(type, one, alive.get(one.slot) ?? "", at);
      if (type === "workItem.stateChanged" && one.to === "done") alive.delete(one.slot);
      // The fields that the floor does not look at are left out.
      const event = { seq: nth + 1, at: new Date(at).toISOString(), type, data, conversationId };
      return event as unknown as FloorEvent;
    });
  });

function dataOf(type: string, one: Happening, workItemId: string, at: number): object {
  const { personId, channelId, reason, outcome, to, waitedMs } = one;
  const queueId = one.isInQueue ? one.queueId : null;
  switch (type) {
    case "workItem.created":
      return { workItemId, queueId, channelId, kind: "chat", ownerId: one.isOwned ? personId : null };
    case "workItem.stateChanged":
      return {
        workItemId,
        state: { to },
        ownerId: { to: to === "waiting" ? null : personId },
        ...(to === "waiting" && waitedMs && { since: new Date(at - waitedMs).toISOString() }),
      };
    case "workItem.queued":
      return { workItemId, queueId: { to: queueId }, reason };
    case "workItem.rested":
      return { workItemId, isResting: one.isOn };
    case "person.presenceChanged":
      return { personId, isOnline: { to: one.isOn } };
    case "person.availabilityChanged":
      return { personId, availability: { to: one.availability }, reason: null };
    case "queue.updated":
      return { queueId: one.queueId, memberIds: one.memberIds, answerWithinSeconds: one.answerWithinSeconds };
    default:
      return { workItemId, personId, outcome };
  }
}

/** Writes events as if they had happened when they say, of one conversation where they do not name theirs. */
export async function writeLog(
  { pool }: Pick<Deps, "pool">,
  events: (Pick<FloorEvent, "type" | "at" | "data"> & { conversationId?: string })[],
): Promise<void> {
  await pool.query(
    `insert into events (type, data, at, conversation_id)
    select e->>'type', e->'data', (e->>'at')::timestamptz, coalesce((e->>'conversationId')::uuid, $2)
    from jsonb_array_elements($1::jsonb) with ordinality as r(e, nth) order by nth`,
    [JSON.stringify(events), conversationId],
  );
}
