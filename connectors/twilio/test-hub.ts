import type twilioSdk from "twilio";
import type { CallDoor, CallRef, LastVoice, LegRef, RunningChannel, Voice } from "../contract.ts";
import { channelId, createFakeContext } from "./fake-context.ts";
import { twilio } from "./index.ts";
import { startTwilioSandbox, type TwilioSandbox } from "./sandbox/index.ts";
import { type TestClock, testClock } from "./sandbox/test-clock.ts";
import { accountSid, authToken, clientOf, ourNumber } from "./sandbox/test-setting.ts";
import type { Settings } from "./settings.ts";
import { type Knock, startTestAddress } from "./test-address.ts";
import { createTestDoor, type Script, type TestDoor } from "./test-door.ts";

/** The connector behind its public address, with a sandbox whose time is wound by hand at its other side. */
export interface TestLine {
  voice: Voice;
  /** What can be asked of Twilio where the channel is off. */
  lastVoice(): Promise<LastVoice | undefined>;
  running: RunningChannel;
  sandbox: TwilioSandbox;
  client: twilioSdk.Twilio;
  clock: TestClock;
  publicUrl: string;
  /** All that Twilio asked and told, in order. */
  knocks: Knock[];
  /** Another node of the same hub; from then on it answers what is `isForOther`. */
  startOther(calls: CallDoor, isForOther: (url: string) => boolean): Promise<void>;
  /** From now on the hub answers nothing, or does again. */
  setAway(isAway: boolean): void;
  /** Lets seconds of the sandbox pass. */
  pass(seconds: number): Promise<void>;
  /** The call as the hub names it. */
  call(callSid: string): CallRef;
  /** Who is by now in the conference of a call. */
  participants(callSid: string): Promise<Participant[]>;
  /** Their labels. */
  inConference(callSid: string): Promise<string[]>;
  stop(): Promise<void>;
}

type Participants = ReturnType<twilioSdk.Twilio["conferences"]>["participants"];
type Participant = Awaited<ReturnType<Participants["list"]>>[number];

export interface TestHub extends TestLine {
  door: TestDoor;
}

export const hubCallId = "0190c0de-0000-7000-8000-0000000000ca";
export const base = `/api/v1/channels/${channelId}/inbound`;

export const legOf = (id: string, personId: string, more: Partial<LegRef> = {}): LegRef => ({
  id,
  to: { kind: "person", personId },
  role: "talk",
  ...more,
});

/** A line whose hub follows a script. */
export async function startTestHub(script: Script, given: Partial<Settings> = {}): Promise<TestHub> {
  const door = createTestDoor(script);
  return { ...(await startTestLine(door, given)), door };
}

export async function startTestLine(calls: CallDoor, given: Partial<Settings> = {}): Promise<TestLine> {
  const clock = testClock();
  const sandbox = await startTwilioSandbox({ accountSid, authToken, numbers: [ourNumber], clock });
  let isAway = false;
  let other: { node: RunningChannel; isFor(url: string): boolean } | undefined;
  const address = await startTestAddress((url) => {
    if (isAway) throw new Error("The hub is away.");
    return other?.isFor(url) ? other.node : running;
  });
  const { publicUrl, knocks } = address;
  const settings = { accountSid, authToken, number: ourNumber, apiUrl: sandbox.url, ...given };
  const contextOf = (calls: CallDoor) => createFakeContext({ publicUrl, calls, settings });
  const startNode = (calls: CallDoor) => twilio.start(contextOf(calls));
  const running = await startNode(calls);
  if (!running.voice) throw new Error("It carries no calls.");
  await running.check?.();

  const client = clientOf(sandbox);
  async function participants(callSid: string) {
    const conferences = await client.conferences.list({ friendlyName: callSid });
    const living = conferences.find(({ status }) => status !== "completed");
    return living ? client.conferences(living.sid).participants.list() : [];
  }

  return {
    voice: running.voice,
    lastVoice: async () => twilio.lastVoice?.(contextOf(calls)),
    running,
    sandbox,
    client,
    clock,
    publicUrl,
    knocks,
    async startOther(calls, isFor) {
      other = { node: await startNode(calls), isFor };
    },
    setAway: (is) => {
      isAway = is;
    },
    pass: (seconds) => clock.advance(seconds * 1000),
    call: (callSid) => ({ id: hubCallId, externalId: callSid }),
    participants,
    inConference: async (callSid) => (await participants(callSid)).map(({ label }) => label).sort(),
    async stop() {
      await sandbox.stop();
      await running.stop();
      await other?.node.stop();
      await address.stop();
    },
  };
}
