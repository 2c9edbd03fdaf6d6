import { deserialize, serialize } from "node:v8";
import fc from "fast-check";
import { expect, test } from "vitest";
import { presentPerson, presentQueue } from "../present.ts";
import { anyLog } from "../test-happenings.ts";
import { referenceOf } from "../test-reference.ts";
import { applyEvent } from "./apply-event.ts";
import { minuteMs } from "./quarters.ts";
import { emptyFloor, type Floor } from "./state.ts";

const beginning = Date.parse("2031-05-06T19:50:00Z");
const midnight = Date.parse("2031-05-07T00:00:00Z");

test("the live floor, one that went on from a snapshot, and a slow reckoning of every story say the same", () => {
  fc.assert(
    fc.property(anyLog(beginning), fc.nat(80), fc.nat(40 * minuteMs), (events, snapshotAfter, laterMs) => {
      const until = Date.parse(events.at(-1)?.at ?? "") + laterMs;
      const live = emptyFloor(beginning);
      let restored = emptyFloor(beginning);
      for (const [nth, event] of events.entries()) {
        applyEvent(live, event);
        if (nth === snapshotAfter) restored = deserialize(serialize(restored)) as Floor;
        applyEvent(restored, event);
      }
      expect(restored).toEqual(live);

      const reference = referenceOf(events, until);
      const dayBegan = until >= midnight ? midnight : midnight - 24 * 60 * minuteMs;
      const view = { at: until, dayBegan, hourBegan: dayBegan, ...workspace };
      for (const queue of live.queues.values()) {
        expect(presentQueue(live, queue, view)).toMatchObject(reference.queue(queue.id, dayBegan));
      }
      for (const person of live.people.values()) {
        expect(presentPerson(live, person, view)).toMatchObject(reference.person(person.id, dayBegan));
      }
    }),
    { numRuns: 500 },
  );
});

const workspace = { timeZone: "UTC", weights: { chat: 2, mail: 1, call: 6 }, capacityOf: () => 6 };
