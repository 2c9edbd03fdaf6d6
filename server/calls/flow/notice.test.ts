import { expect, test } from "vitest";
import type { CallInput } from "../../../connectors/contract.ts";
import type { Facts, RecordingNotice } from "./flow.ts";
import { at, end, facts, play, queue, says } from "./test-flows.ts";

/** That a call is recorded, said before the caller waits. */
const notice: RecordingNotice = { text: "You are recorded", language: "en", asks: false };
const telling = (some: Partial<RecordingNotice> = {}, when = facts): Facts => ({
  ...when,
  notices: { q2: { ...notice, ...some } },
});
const flow = { entry: "queue", nodes: { queue: queue({ queueId: "q2" }), end } };
const first = { type: "arrived" } as const;
const heard = (turn = 1) => ({ type: "timedOut", turn }) as const;
const press = (digits: string, turn = 1) => ({ type: "digits", digits, turn }) as const;
const plays = (some: Partial<RecordingNotice>, ...inputs: CallInput[]) =>
  play(flow, ...inputs.map((input): [CallInput, Facts] => [input, telling(some)]));

test("is heard to its end, and only then the caller waits", () => {
  const told = plays({}, first);
  expect(told).toMatchObject({
    state: { at: "notice", turn: 1 },
    steps: [{ type: "gather", turn: 1, prompts: [says("You are recorded")], maxDigits: 1 }],
    effects: [],
  });
  const { state, steps, effects } = plays({}, first, heard());
  expect(state).toMatchObject({ at: "queue", queueId: "q2", turn: 2 });
  expect(steps).toMatchObject([{ type: "wait", turn: 2, tickAfterSeconds: 0 }]);
  expect(effects).toEqual([{ type: "enterQueue", queueId: "q2" }]);
});

test("where it asks, one key refuses, and any other does not", () => {
  const refused = [{ type: "refuseRecording" }, { type: "enterQueue", queueId: "q2" }];
  expect(plays({ asks: true }, first, press("9")).effects).toEqual(refused);
  expect(plays({ asks: true }, first, press("1")).effects).toEqual(refused.slice(1));
  expect(plays({ asks: true }, first, heard()).effects).toEqual(refused.slice(1));
  expect(plays({ asks: false }, first, press("9")).effects).toEqual(refused.slice(1));
});

test("is not answered by what comes late, twice or does not fit", () => {
  const told = plays({ asks: true }, first);
  for (const input of [
    press("9", 0),
    { type: "accepted" },
    { type: "recorded", turn: 1, seconds: 3 },
  ] as const)
    expect(plays({ asks: true }, first, input)).toEqual({ ...told, steps: [], effects: [] });
  expect(plays({ asks: true }, first, heard(), press("9", 1)).effects).toEqual([]);
});

test("is heard once, also by who overflows into another queue that records", () => {
  const two = {
    entry: "queue",
    nodes: {
      queue: queue({ overflow: { afterSeconds: 40, next: "other" } }),
      other: queue({ queueId: "q2", overflow: { afterSeconds: 40, next: "queue" } }),
    },
  };
  const late = (seconds: number): [CallInput, Facts] => [
    { type: "tick", position: null, expectedWaitSeconds: null },
    { ...telling({}, at(seconds)), notices: { q1: notice, q2: notice } },
  ];
  const told = play(two, [first, telling()], late(40));
  expect(told.state.at).toBe("notice");
  expect(told.effects.map(({ type }) => type)).toEqual(["leaveQueue"]);
  const again = play(two, [first, telling()], late(40), [heard(2), telling({}, at(45))], late(90));
  expect(again.state).toMatchObject({ at: "queue", queueId: "q1" });
});

test("asks in a queue that asks whoever was only told before, and nobody twice", () => {
  const two = {
    entry: "queue",
    nodes: {
      queue: queue({ overflow: { afterSeconds: 40, next: "other" } }),
      other: queue({ queueId: "q2", overflow: { afterSeconds: 40, next: "queue" } }),
    },
  };
  const notices = { q1: notice, q2: { ...notice, asks: true } };
  const when = (seconds: number): Facts => ({ ...at(seconds), notices });
  const late = (seconds: number): [CallInput, Facts] => [
    { type: "tick", position: null, expectedWaitSeconds: null },
    when(seconds),
  ];
  const waits = [[first, when(0)], [heard(), when(5)], late(50)] as [CallInput, Facts][];
  expect(play(two, ...waits).state).toMatchObject({ at: "notice", nodeId: "other", asks: true });
  const asked = play(two, ...waits, [press("9", 3), when(55)]);
  expect(asked.effects).toEqual([{ type: "refuseRecording" }, { type: "enterQueue", queueId: "q2" }]);
  const back = play(two, ...waits, [press("9", 3), when(55)], late(100), late(150));
  expect(back.state).toMatchObject({ at: "queue", queueId: "q2" });
});

test("is over for who hangs up, and leads nowhere where the queue was taken out of the flow", () => {
  expect(plays({}, first, { type: "hungUp" })).toEqual({
    state: { at: "ended", reason: "hungUp" },
    steps: [],
    effects: [],
  });
});
