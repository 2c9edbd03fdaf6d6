import { describe, expect, test } from "vitest";
import type { CallFlowNode } from "../../contract/call-flows.ts";
import { advance } from "./advance.ts";
import { at, end, facts, menu, monday, mornings, play, queue, says } from "./test-flows.ts";

const arrived = { type: "arrived" } as const;
const press = (digits: string, turn = 1) => ({ type: "digits", digits, turn }) as const;
const tick = (position: number | null = null, expectedWaitSeconds: number | null = null) =>
  ({ type: "tick", position, expectedWaitSeconds }) as const;
const goodbye = [says("Goodbye"), { type: "hangUp", reason: "finished" }];
const flowOf = (first: CallFlowNode, nodes: Record<string, CallFlowNode> = {}) => ({
  entry: "first",
  nodes: { first, end, ...nodes },
});

test("texts and sounds pass by themselves up to what asks or ends", () => {
  const sound = { type: "play", fileId: "jingle" } as const;
  const flow = flowOf(
    { type: "say", prompt: says("Welcome"), next: "sound" },
    { sound: { type: "say", prompt: sound, next: "end" } },
  );
  expect(play(flow, arrived)).toEqual({
    state: { at: "ended", reason: "finished" },
    steps: [says("Welcome"), sound, ...goodbye],
    effects: [],
  });
});

describe("a menu", () => {
  const flow = flowOf(menu(), {
    sales: menu({ prompt: says("New or old?"), choices: [{ digit: "1", label: "New", next: "end" }] }),
    support: queue(),
  });

  test("asks, and a key leads to its choice, which is noted", () => {
    expect(play(flow, arrived).steps).toEqual([
      { type: "gather", turn: 1, prompts: [says("Press 1 or 2")], maxDigits: 1, timeoutSeconds: 5 },
    ]);
    const { state, effects } = play(flow, arrived, press("2"));
    expect(state).toMatchObject({ at: "queue", queueId: "q1", turn: 2 });
    expect(effects).toEqual([
      { type: "noteChoice", nodeId: "first", digit: "2", label: "Support" },
      { type: "enterQueue", queueId: "q1" },
    ]);
  });

  test("can lie in another, where the key that came twice is not pressed again", () => {
    const once = play(flow, arrived, press("1"));
    expect(once.state).toMatchObject({ at: "menu", nodeId: "sales", turn: 2 });
    expect(play(flow, arrived, press("1"), press("1"))).toEqual({ ...once, steps: [], effects: [] });
    expect(play(flow, arrived, press("1"), press("1", 2)).state.at).toBe("ended");
  });

  test("says that a key is no choice and asks again, and goes on when the tries are used up", () => {
    const { steps } = play(flow, arrived, press("9"));
    expect(steps).toMatchObject([
      { type: "gather", turn: 2, prompts: [says("That is no choice"), says("Press 1 or 2")] },
    ]);
    expect(play(flow, arrived, press("9"), press("9", 2)).steps).toEqual(goodbye);
  });

  test("asks again without a word when no key is pressed", () => {
    const { steps } = play(flow, arrived, { type: "timedOut", turn: 1 });
    expect(steps).toMatchObject([{ type: "gather", turn: 2, prompts: [says("Press 1 or 2")] }]);
  });
});

describe("office hours", () => {
  const nodes = { open: queue() };
  const own = flowOf({ type: "hours", hours: mornings, open: "open", closed: "end" }, nodes);
  const houses = flowOf({ type: "hours", hours: null, open: "open", closed: "end" }, nodes);

  test("of its own lead one way within them and another outside", () => {
    expect(play(own, arrived).state.at).toBe("queue");
    expect(play(own, [arrived, at(3 * 3_600)]).state.at).toBe("ended");
  });

  test("of the workspace hold where there are none, and none are round the clock", () => {
    expect(play(houses, arrived).state.at).toBe("queue");
    const holiday = { ...mornings, holidays: ["2031-01-06"] };
    expect(play(houses, [arrived, { now: monday, officeHours: holiday }]).state.at).toBe("ended");
  });
});

describe("a queue", () => {
  const announce = {
    language: "en",
    position: "You are number {position}",
    expectedWait: "About {minutes} minutes",
    everySeconds: 30,
  };
  const callback = { key: "5", prompt: says("Press 5 to be called back"), next: "callback" };
  const full = queue({
    music: "song",
    announce,
    callback,
    overflow: { afterSeconds: 40, next: "voicemail" },
  });
  const flow = flowOf(full, {
    callback: { type: "callback", prompt: says("We call you") },
    voicemail: { type: "voicemail", prompt: says("Speak"), maxSeconds: 60, next: "end" },
  });

  test("has the carrier ask at once what is to be heard, and then says where the caller stands", () => {
    expect(play(flow, arrived).steps).toEqual([
      { type: "wait", turn: 1, music: "song", prompts: [], keys: "5", tickAfterSeconds: 0 },
    ]);
    expect(play(flow, arrived, tick(3, 95)).steps).toEqual([
      {
        type: "wait",
        turn: 1,
        music: "song",
        prompts: [says("You are number 3"), says("About 2 minutes"), says("Press 5 to be called back")],
        keys: "5",
        tickAfterSeconds: 30,
      },
    ]);
  });

  test("says so again only when it is time, and nothing that nobody knows", () => {
    const waiting = [arrived, tick(3, 95)] as const;
    expect(play(flow, ...waiting, [tick(2, 60), at(29)]).steps).toMatchObject([
      { type: "wait", prompts: [], tickAfterSeconds: 1 },
    ]);
    expect(play(flow, ...waiting, [tick(2), at(30)]).steps).toMatchObject([
      { prompts: [says("You are number 2"), callback.prompt], tickAfterSeconds: 10 },
    ]);
  });

  test("is left for elsewhere after its time", () => {
    const { steps, effects } = play(flow, arrived, [tick(), at(40)]);
    expect(steps).toEqual([says("Speak"), { type: "record", turn: 2, maxSeconds: 60 }]);
    expect(effects).toEqual([{ type: "leaveQueue", queueId: "q1", reason: "overflow" }]);
  });

  test("is left by its key for a callback in the same place, and by no other", () => {
    expect(play(flow, arrived, press("5"))).toEqual({
      state: { at: "ended", reason: "finished" },
      steps: [says("We call you"), { type: "hangUp", reason: "finished" }],
      effects: [
        { type: "leaveQueue", queueId: "q1", reason: "key" },
        { type: "askCallback", queueId: "q1", expectedAt: null },
      ],
    });
    expect(play(flow, arrived, press("4"))).toMatchObject({ state: { at: "queue" }, steps: [], effects: [] });
  });

  test("is kept the place in by when somebody should have time, as it was known last", () => {
    const known = [tick(3, 95), at(10)] as const;
    const { effects } = play(flow, arrived, [...known], press("5"));
    expect(effects).toContainEqual({
      type: "askCallback",
      queueId: "q1",
      expectedAt: at(105).now.toISOString(),
    });
    const unknown = play(flow, arrived, [...known], [tick(), at(20)], press("5"));
    expect(unknown.effects).toContainEqual({ type: "askCallback", queueId: "q1", expectedAt: null });
  });

  test("is not left by time or key while somebody is on their way, and then as before", () => {
    const coming = { ...at(40), isBeingConnected: true };
    for (const input of [tick(1), press("5")]) {
      const { state, steps, effects } = play(flow, arrived, [input, coming]);
      expect(state).toMatchObject({ at: "queue", turn: 1 });
      expect(steps).toMatchObject([{ type: "wait", prompts: [], tickAfterSeconds: 2 }]);
      expect(effects).toEqual([]);
    }
    expect(play(flow, arrived, [tick(1), coming], [tick(1), at(42)]).effects).toMatchObject([
      { type: "leaveQueue", reason: "overflow" },
    ]);
  });

  test("is left for the person who accepts; what comes after that changes nothing", () => {
    const { state, steps, effects } = play(flow, arrived, { type: "accepted" });
    expect(state).toEqual({ at: "connected", turn: 2, queueId: "q1", notice: null, expectedAt: null });
    expect(steps).toEqual([{ type: "connect", turn: 2, to: { kind: "person" } }]);
    expect(effects).toEqual([{ type: "leaveQueue", queueId: "q1", reason: "accepted" }]);
    expect(play(flow, arrived, { type: "accepted" }, [tick(1), at(60)])).toMatchObject({
      state,
      effects: [],
    });
  });

  test("is left by who hangs up", () => {
    expect(play(flow, arrived, { type: "hungUp" })).toEqual({
      state: { at: "ended", reason: "hungUp" },
      steps: [],
      effects: [{ type: "leaveQueue", queueId: "q1", reason: "hungUp" }],
    });
  });

  test("may lead to another, whose wait begins then", () => {
    const two = flowOf(queue({ overflow: { afterSeconds: 40, next: "second" } }), {
      second: queue({ queueId: "q2", overflow: { afterSeconds: 40, next: "end" } }),
    });
    const { state, effects } = play(two, arrived, [tick(), at(40)]);
    expect(state).toMatchObject({ at: "queue", queueId: "q2", since: at(40).now.toISOString() });
    expect(effects.map(({ type }) => type)).toEqual(["leaveQueue", "enterQueue"]);
    expect(play(two, arrived, [tick(), at(40)], [tick(), at(79)]).state.at).toBe("queue");
  });
});

describe("a voicemail", () => {
  const flow = flowOf({ type: "voicemail", prompt: says("Speak"), maxSeconds: 60, next: "end" });

  test("is kept, and the flow goes on", () => {
    const { steps, effects } = play(flow, arrived, { type: "recorded", turn: 1, seconds: 12 });
    expect(steps).toEqual(goodbye);
    expect(effects).toEqual([{ type: "keepVoicemail", queueId: null }]);
  });

  test("is none where nothing was said", () => {
    expect(play(flow, arrived, { type: "recorded", turn: 1, seconds: 0 }).effects).toEqual([]);
  });

  test("is none of who hangs up: whether they spoke, only their sound says", () => {
    const over = { state: { at: "ended", reason: "hungUp" }, steps: [], effects: [] };
    expect(play(flow, arrived, { type: "hungUp" })).toEqual(over);
    expect(play(flow, arrived, { type: "hungUp" }, { type: "recorded", turn: 1, seconds: 12 })).toEqual(over);
  });
});

test("a callback that was asked for at a menu keeps the place of the queue before it", () => {
  const flow = flowOf(queue({ overflow: { afterSeconds: 40, next: "menu" } }), {
    menu: menu({ choices: [{ digit: "1", label: "Call me", next: "callback" }] }),
    callback: { type: "callback", prompt: says("We call you") },
  });
  const { effects } = play(flow, arrived, [tick(4, 180), at(30)], [tick(), at(40)], press("1", 2));
  const expectedAt = at(210).now.toISOString();
  expect(effects).toContainEqual({ type: "askCallback", queueId: "q1", expectedAt });
});

test("a transfer that nobody answers goes on; one that is answered is connected", () => {
  const number = "+442079460000";
  const flow = flowOf({ type: "transfer", number, timeoutSeconds: 20, otherwise: "end" });
  expect(play(flow, arrived).steps).toEqual([
    { type: "connect", turn: 1, to: { kind: "number", number, timeoutSeconds: 20 } },
  ]);
  expect(play(flow, arrived, { type: "timedOut", turn: 1 }).steps).toEqual(goodbye);
  expect(play(flow, arrived, { type: "accepted" }).state.at).toBe("connected");
});

test("a call whose step was taken out of the flow meanwhile ends, and leaves its queue", () => {
  const { state } = play(flowOf(queue()), arrived);
  expect(advance({ entry: "end", nodes: { end } }, state, tick(1), facts)).toEqual({
    state: { at: "ended", reason: "failed" },
    steps: [{ type: "hangUp", reason: "failed" }],
    effects: [{ type: "leaveQueue", queueId: "q1", reason: "failed" }],
  });
});
