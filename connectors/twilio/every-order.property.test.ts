import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { recordingSegments } from "../../db/schema/calls.ts";
import {
  accept,
  closeLines,
  type Line,
  makeLine,
  menuFlow,
  place,
  readCall,
  tasksOf,
} from "../../test/calls.ts";
import { testHub } from "../../test/factories.ts";
import { ourNumber } from "./sandbox/test-setting.ts";
import { startTestLine, type TestLine } from "./test-hub.ts";
import { type AnyOrder, holdForAnyOrder } from "./test-orders.ts";
import { identityOf } from "./voice/identity.ts";

/** All that Twilio asks and tells of a call, each twice and in any order in which it can come, before the hub itself. */
const hub = await testHub();
afterAll(() => closeLines(hub));

type Manner = Parameters<TestLine["sandbox"]["answer"]>[1];

/** One call of a channel of its own. */
interface Play extends AnyOrder {
  line: Line;
  twilio: TestLine;
  /** The other side's telephone. */
  number: string;
}

interface Story {
  flow?: typeof menuFlow;
  begin(play: Play): unknown;
  /** Done as soon as the call waits in the queue. */
  meanwhile?(play: Play, call: { id: string }): Promise<unknown>;
  ends: object;
}

const callBack = "Call back within 15 minutes";
const callIn = (script: string) => (play: Play) =>
  play.twilio.sandbox.placeCall({ from: play.number, to: ourNumber, script });
const annaAnswers = ({ line, twilio }: Play, manner: Manner) =>
  twilio.sandbox.answer(`client:${identityOf(line.anna.id)}`, manner);
const annaAccepts = (manner: Manner) => (play: Play, call: { id: string }) => {
  annaAnswers(play, manner);
  return accept(play.line, call, play.line.anna);
};

const elsewhere = "+49401234567";
const leadsToNumber: typeof menuFlow = (queueId) => ({
  entry: "number",
  nodes: {
    ...menuFlow(queueId).nodes,
    number: { type: "transfer", number: elsewhere, timeoutSeconds: 10, otherwise: "voicemail" },
  },
});

const stories: Record<string, Story> = {
  "a call that is answered": {
    begin: callIn("press 1, talk 15 s, hang up"),
    meanwhile: annaAccepts({ afterMs: 1_000, script: "talk" }),
    ends: { outcome: "answered", legs: [null], sounds: ["call"], tasks: [] },
  },
  "a call whose person's browser refuses it": {
    begin: callIn("press 1, wait 20 s, hang up"),
    meanwhile: annaAccepts("busy"),
    ends: { outcome: "missed", legs: ["declined"], sounds: [], tasks: [callBack] },
  },
  "a message that is left": {
    begin: callIn("press 2, wait 4 s, talk 6 s, hang up"),
    ends: { outcome: "voicemail", legs: [], sounds: ["voicemail"], tasks: ["Listen to the voicemail"] },
  },
  "a caller who leaves the queue": {
    begin: callIn("press 1, wait 8 s, hang up"),
    ends: { outcome: "abandoned", legs: [], sounds: [], tasks: [callBack] },
  },
  "a caller who asks to be called back": {
    begin: callIn("press 1, wait 3 s, press 5"),
    ends: { outcome: "callback", legs: [], sounds: [], tasks: ["Call back, as the caller asked"] },
  },
  "a caller who talks on a number that the flow leads to": {
    flow: leadsToNumber,
    begin(play) {
      play.twilio.sandbox.answer(elsewhere, { afterMs: 2_000, script: "talk 8 s, hang up" });
      callIn("talk")(play);
    },
    ends: { outcome: "answered", legs: [], sounds: [], tasks: [] },
  },
  "a caller whom the flow leads to a number that is busy": {
    flow: leadsToNumber,
    begin(play) {
      play.twilio.sandbox.answer(elsewhere, "busy");
      callIn("wait 3 s, talk 6 s, hang up")(play);
    },
    ends: { outcome: "voicemail", legs: [], sounds: ["voicemail"], tasks: ["Listen to the voicemail"] },
  },
  "a call of ours that is answered": {
    async begin(play) {
      const { line, number, twilio } = play;
      annaAnswers(play, { afterMs: 500, script: "talk" });
      twilio.sandbox.answer(number, { afterMs: 5_000, script: "talk 10 s, hang up" });
      await place(line, { number });
    },
    ends: { outcome: "answered", legs: [null], sounds: [], tasks: [] },
  },
};

let nth = 0;

async function startPlay(seed: number, { flow = menuFlow }: Partial<Story> = {}): Promise<Play> {
  const line = await makeLine(hub, { flow, recording: "always" });
  const twilio = await startTestLine(line.door);
  line.deps.carriers.voiceOf = () => twilio.voice;
  line.deps.clock = { now: () => new Date(twilio.clock.now()) };
  const number = `+49301235${1_000 + nth++}`;
  return { line, twilio, number, ...holdForAnyOrder(twilio, seed) };
}

async function stop({ twilio }: Play) {
  await twilio.stop();
  expect(twilio.sandbox.errors).toEqual([]);
}

async function find({ line }: Play): Promise<{ id: string } | undefined> {
  const { rows } = await hub.deps.pool.query("select id from calls where channel_id = $1", [line.channelId]);
  expect(rows.length).toBeLessThan(2);
  return rows[0];
}

async function stateOf(play: Play) {
  const { line } = play;
  const call = await find(play);
  if (!call) return undefined;
  const { stage, outcome, legs } = await readCall(line, call);
  const sounds = await line.deps.db
    .select({ kind: recordingSegments.kind })
    .from(recordingSegments)
    .where(eq(recordingSegments.callId, call.id));
  return {
    stage,
    outcome,
    legs: legs.map(({ state, reason }) => (state === "ended" ? reason : state)),
    sounds: sounds.map(({ kind }) => kind),
    tasks: (await tasksOf(line, call)).map(({ title }) => title),
  };
}

async function waitForQueue(play: Play): Promise<{ id: string }> {
  for (let tries = 0; tries < 30; tries++) {
    const call = await find(play);
    if (call && (await readCall(play.line, call)).stage === "queued") return call;
    await play.pass(1);
  }
  throw new Error("The call did not come into the queue.");
}

test.each(
  Object.entries(stories),
)("%s ends in the same state, in whatever order it is told", async (_name, story) => {
  const property = fc.asyncProperty(fc.integer(), async (seed) => {
    const play = await startPlay(seed, story);
    try {
      await story.begin(play);
      if (story.meanwhile) await story.meanwhile(play, await waitForQueue(play));
      await play.pass(45);
      expect(await stateOf(play)).toEqual({ stage: "ended", ...story.ends });
      await play.again();
      expect(await stateOf(play)).toEqual({ stage: "ended", ...story.ends });
    } finally {
      await stop(play);
    }
  });
  await fc.assert(property, { numRuns: 3, endOnFailure: true });
});

const [asked, gone] = [0, 1];
test.each([
  [asked, asked, gone, gone],
  [asked, gone, asked, gone],
  [asked, gone, gone, asked],
  [gone, asked, asked, gone],
  [gone, asked, gone, asked],
  [gone, gone, asked, asked],
])("a caller who is gone before the first document comes has called once, told in the order %i, %i, %i, %i", async (...order) => {
  const play = await startPlay(0);
  callIn("hang up")(play);
  await play.twilio.pass(1);
  expect(play.held.list()).toMatchObject([{ CallStatus: "ringing" }, { CallStatus: "canceled" }]);
  await play.held.deliver(order);
  expect(await stateOf(play)).toMatchObject({ stage: "ended", outcome: "abandoned", tasks: [callBack] });
  await stop(play);
});
