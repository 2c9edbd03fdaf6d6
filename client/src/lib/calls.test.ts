import { expect, test } from "vitest";
import type { Call, CallLeg } from "../../../server/contract/calls.ts";
import { absentOf, lengthOf, passerOf, takersOf } from "./calls.ts";

const answeredAt = "2026-03-02T09:00:00.000Z";
const now = Date.parse("2026-03-02T09:02:00.000Z");
const call = (values: Partial<Call>) =>
  ({ answeredAt, endedAt: null, legs: [], ...values }) as unknown as Call;

test("a call's length runs from its answer to its end, and until now while it goes on", () => {
  expect(lengthOf(call({}), now)).toBe(120_000);
  expect(lengthOf(call({ endedAt: "2026-03-02T09:01:30.000Z" }), now)).toBe(90_000);
});

test("what nobody answered has no length, and a clock that is behind makes none below nothing", () => {
  expect(lengthOf(call({ answeredAt: null }), now)).toBeUndefined();
  expect(lengthOf(call({}), now - 600_000)).toBe(0);
});

test("whoever talked took it: not who was called in vain, nor who listened", () => {
  const leg = (values: Partial<CallLeg>) => ({ role: "talk", connectedAt: answeredAt, ...values }) as CallLeg;
  const [ada, vain, listener] = [leg({}), leg({ connectedAt: null }), leg({ role: "listen" })];
  expect(takersOf(call({ legs: [ada, vain, listener] }))).toEqual([ada]);
});

test("who was asked for it and did not come is told with the reason, but not whoever placed it or was let go", () => {
  const leg = (reason: string | null, connectedAt: string | null = null) =>
    ({ role: "talk", connectedAt, reason }) as CallLeg;
  const legs = [leg("declined"), leg("cancelled"), leg("noAnswer"), leg(null, answeredAt)];
  const reasons = (direction: "in" | "out") =>
    absentOf(call({ direction, legs })).map(({ reason }) => reason);
  expect(reasons("in")).toEqual(["declined", "noAnswer"]);
  expect(reasons("out")).toEqual(["noAnswer"]);
});

test("a call was passed on by who of us left last, once only telephones are in it", () => {
  const left = (personId: string, endedAt: string) =>
    ({ personId, state: "ended", connectedAt: answeredAt, endedAt }) as CallLeg;
  const [ada, ben] = [left("ada", "2026-03-02T09:01:30.000Z"), left("ben", "2026-03-02T09:01:00.000Z")];
  const telephone = { personId: null, number: "+4930123456", state: "connected" } as CallLeg;
  const cleo = { ...ben, personId: "cleo", state: "connected" } as CallLeg;
  const active = (...legs: CallLeg[]) => passerOf(call({ stage: "active", legs }));
  expect(active(ada, ben, telephone)).toBe("ada");
  expect(active(ada, cleo, telephone)).toBeUndefined();
  expect(active(ada, ben)).toBeUndefined();
  expect(passerOf(call({ stage: "ended", legs: [ada, telephone] }))).toBeUndefined();
});
