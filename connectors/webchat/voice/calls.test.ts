import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type CallStep, ConnectorError } from "../../contract.ts";
import { openChat } from "../test-visitor.ts";
import { openCall } from "./test-call.ts";

const waiting: CallStep = {
  type: "wait",
  turn: 1,
  music: "music",
  prompts: [
    { type: "say", text: "Please wait", language: "en-GB" },
    { type: "play", fileId: "hello" },
  ],
  keys: "1",
  tickAfterSeconds: 10,
};
const shown = {
  ...waiting,
  music: "http://hub.test/sounds/music",
  prompts: [
    { type: "say", text: "Please wait", language: "en-GB" },
    { type: "play", url: "http://hub.test/sounds/hello" },
  ],
};

describe("a visitor calls", () => {
  test("under their own id, with who they say they are, and hears what the hub gives", async () => {
    const { context, ask, token, visitorId, callId } = await openCall();
    context.steps = [waiting];
    const { body } = await ask("POST", "details", { token, body: { details: { name: "Ida" } } });
    const visit = { page: "https://shop.example/tables" };
    const called = await ask("POST", "calls", { token: body.token, body: { callId, visit } });
    expect([called.status, called.body]).toEqual([201, { steps: [shown] }]);
    expect(context.arrived).toEqual([
      {
        externalId: `${visitorId}:${callId}`,
        from: { identity: { kind: "visitor", address: visitorId }, name: "Ida" },
        visit,
        isAwaited: true,
      },
    ]);
  });

  test("only where the channel takes calls, says so to the widget, and the hub has somewhere to send them", async () => {
    const { ask, join } = await openChat();
    const body = { callId: randomUUID() };
    expect((await ask("POST", "calls", { token: await join(), body })).status).toBe(403);
    expect((await ask("GET", "config")).body.calls).toBe(false);

    const open = await openCall();
    expect((await open.ask("GET", "config")).body.calls).toBe(true);
    open.context.calls.arrive = async () => {
      throw new ConnectorError(
        "rejected",
        "This channel takes no calls: it has neither a call flow nor a queue.",
      );
    };
    const refused = await open.begin();
    expect([refused.status, refused.body.error.message]).toEqual([
      403,
      "Nobody can be called here just now.",
    ]);
  });

  test("where calls are for office hours, only within them", async () => {
    const { ask, begin, context } = await openCall({ calls: "officeHours" });
    context.opened = false;
    expect((await begin()).status).toBe(403);
    expect((await ask("GET", "config")).body.calls).toBe(false);
    context.opened = true;
    expect((await begin()).status).toBe(201);
    expect((await ask("GET", "config")).body.calls).toBe(true);
  });

  test("no more often than a visitor and an address may", async () => {
    const { ask, join, begin } = await openCall({ callsPerHour: 2, addressCallsPerHour: 3 });
    const statuses = [];
    for (let nth = 0; nth < 3; nth++) statuses.push((await begin({ callId: randomUUID() })).status);
    const other = await join();
    for (let nth = 0; nth < 2; nth++)
      statuses.push((await ask("POST", "calls", { token: other, body: { callId: randomUUID() } })).status);
    expect(statuses).toEqual([201, 201, 429, 201, 429]);
  });

  test("with a token, a UUID and nothing else", async () => {
    const { ask, begin, context, callId } = await openCall();
    expect((await ask("POST", "calls", { body: { callId } })).status).toBe(401);
    for (const body of [{}, { callId: "1" }, { callId, isAdmin: true }, { callId: `${callId}:x` }, []])
      expect((await begin(body)).status).toBe(400);
    expect(context.arrived).toEqual([]);
  });

  test("and must have said who they are where the chat asks for that", async () => {
    const { begin, context } = await openCall({ askEmail: "required" });
    expect((await begin()).status).toBe(400);
    expect(context.arrived).toEqual([]);
  });
});

describe("on the pipe", () => {
  test("what the caller does goes to the hub, and what it says to that comes back", async () => {
    const { hear, context, call, callId, pushed } = await openCall();
    context.steps = [waiting];
    await hear({ type: "call.input", callId, input: { type: "digits", turn: 4, digits: "1" } });
    await hear({ type: "call.input", callId, input: { type: "tick" } });
    expect(context.told).toEqual([
      { call: call.externalId, input: { type: "digits", turn: 4, digits: "1" } },
      { call: call.externalId, input: { type: "tick", position: null, expectedWaitSeconds: null } },
    ]);
    const steps = { type: "call.steps", callId, steps: [shown], isAgain: false };
    expect(pushed()).toEqual([steps, steps]);

    context.steps = [];
    await hear({ type: "call.input", callId, input: { type: "timedOut", turn: 4 } });
    await hear({ type: "call.end", callId });
    expect(context.told.slice(2).map(({ input }) => input.type)).toEqual(["timedOut", "hungUp"]);
    expect(pushed()).toEqual([]);
  });

  test("whoever comes back is told what the call is at, or that it is over", async () => {
    const { hear, context, call, callId, pushed } = await openCall();
    context.steps = [waiting];
    await hear({ type: "call.here", callId });
    expect(context.reached).toEqual([{ call: call.externalId, isReached: true }]);
    expect(pushed()).toEqual([{ type: "call.steps", callId, steps: [shown], isAgain: true }]);
    context.steps = [];
    await hear({ type: "call.here", callId });
    expect(pushed()).toEqual([{ type: "call.ended", callId }]);
  });

  test("the hub hears that the pipe of a call is gone, once, whatever others the visitor has, and not of one that was hung up", async () => {
    const { hear, live, context, call, callId } = await openCall();
    context.steps = [waiting];
    const hungUp = randomUUID();
    await hear({ type: "call.here", callId }, "pipe");
    await hear({ type: "call.here", callId: hungUp }, "pipe");
    await hear({ type: "call.end", callId: hungUp }, "pipe");
    context.reached.length = 0;
    await live.leave?.("other pipe");
    expect(context.reached).toEqual([]);
    await live.leave?.("pipe");
    await live.leave?.("pipe");
    expect(context.reached).toEqual([{ call: call.externalId, isReached: false }]);
  });

  test("a call that has come to another pipe is not lost with the one before", async () => {
    const { hear, live, context, callId } = await openCall();
    context.steps = [waiting];
    for (const pipe of ["before", "now"]) await hear({ type: "call.here", callId }, pipe);
    await live.leave?.("before");
    expect(context.reached.map(({ isReached }) => isReached)).toEqual([true, true]);
    await live.leave?.("now");
    expect(context.reached.at(-1)).toMatchObject({ isReached: false });
  });

  test("the hub hears that the page of a call is left, and nothing more as its pipe is gone", async () => {
    const { hear, live, context, call, callId } = await openCall();
    context.steps = [waiting];
    await hear({ type: "call.here", callId }, "pipe");
    await hear({ type: "call.away", callId }, "pipe");
    await live.leave?.("pipe");
    const reached = context.reached.map(({ isReached }) => isReached);
    expect(reached).toEqual([true, false]);
    await hear({ type: "call.here", callId }, "pipe of the next page");
    expect(context.reached.at(-1)).toEqual({ call: call.externalId, isReached: true });
  });

  test("a page that is left says nothing of a call that the next page has by now", async () => {
    const { hear, live, context, callId } = await openCall();
    context.steps = [waiting];
    for (const pipe of ["before", "now"]) await hear({ type: "call.here", callId }, pipe);
    await hear({ type: "call.away", callId }, "before");
    const reached = () => context.reached.map(({ isReached }) => isReached);
    expect(reached()).toEqual([true, true]);
    await live.leave?.("now");
    expect(reached()).toEqual([true, true, false]);
  });

  test("a pipe that is gone before the hub has heard all that it said leaves its call lost", async () => {
    const { hear, live, context, callId } = await openCall();
    context.steps = [waiting];
    const { tell } = context.calls;
    const slow = Promise.withResolvers<void>();
    context.calls.tell = async (...told) => slow.promise.then(() => tell(...told));
    const heard = hear({ type: "call.here", callId }, "pipe");
    await live.leave?.("pipe");
    slow.resolve();
    await heard;
    expect(context.reached.map(({ isReached }) => isReached)).toEqual([true, false]);
  });

  test("what is no message of a call is dropped, and so is a flood", async () => {
    const { hear, context, callId } = await openCall();
    for (const message of [
      { type: "call.input", callId, input: { type: "accepted" } },
      { type: "call.input", callId, input: { type: "hungUp" } },
      { type: "call.input", callId, input: { type: "digits", turn: 1, digits: "1; drop" } },
      { type: "call.input", callId, input: { type: "recorded", turn: 1, seconds: -1 } },
      { type: "call.here", callId: "other:call" },
      { type: "call.nonsense", callId },
    ])
      await hear(message);
    expect([context.told, context.reached]).toEqual([[], []]);
    for (let nth = 0; nth < 2000; nth++) await hear({ type: "call.input", callId, input: { type: "tick" } });
    expect(context.told.length).toBeLessThan(700);
  });
});

test("what the hub asks of its carrier comes to the caller's browser", async () => {
  const { voice, call, callId, visitorId, context, leg } = await openCall();
  const one = leg();
  await voice.steer(call, [waiting]);
  await voice.hold(call, { isHeld: true, music: "music" });
  await voice.hold(call, { isHeld: false, music: null });
  await voice.drop(call, one);
  await voice.hangUp(call);
  expect(context.pushed).toEqual(
    [
      { type: "call.steps", callId, steps: [shown], isAgain: false },
      { type: "call.hold", callId, isHeld: true, music: "http://hub.test/sounds/music" },
      { type: "call.hold", callId, isHeld: false, music: null },
      { type: "call.drop", callId, legId: one.id },
      { type: "call.ended", callId },
    ].map((message) => ({ address: visitorId, message })),
  );
  expect(context.said).toMatchObject([{ legId: one.id, message: { type: "drop" } }]);
});

test("only people in their browsers can join, and telephones are not reached", async () => {
  const { voice, call, leg, begin, context } = await openCall();
  const options = { timeoutSeconds: 10 };
  await voice.join(call, leg(), options);
  const to = { kind: "number" as const, number: "+4930123456", callerId: null };
  await expect(voice.join(call, { ...leg(), to }, options)).rejects.toMatchObject({ kind: "rejected" });
  context.steps = [
    { type: "connect", turn: 3, to: { kind: "number", number: "+4930123456", timeoutSeconds: 20 } },
  ];
  expect((await begin()).body.steps).toEqual([{ type: "unreachable", turn: 3 }]);
});

test("the last step says whether the flow has failed, since nobody calls back then", async () => {
  const { begin, context } = await openCall();
  for (const reason of ["finished", "failed"] as const) {
    context.steps = [{ type: "hangUp", reason }];
    expect((await begin()).body.steps).toEqual([{ type: "hangUp", reason }]);
  }
});
