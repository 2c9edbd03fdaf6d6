import type twilioSdk from "twilio";
import type { CallDoor, CallRef, LegRef, RunningChannel, Voice } from "../contract.ts";
import { channelId, createFakeContext } from "./fake-context.ts";
import { twilio } from "./index.ts";
import { type HandClock, handClock } from "./sandbox/hand-clock.ts";
import { startTwilioSandbox, type TwilioSandbox } from "./sandbox/index.ts";
import { accountSid, authToken, clientOf, ourNumber } from "./sandbox/test-setting.ts";
import type { Settings } from "./settings.ts";
import { type Knock, startTestAddress } from "./test-address.ts";
import { createTestDoor, type Script, type TestDoor } from "./test-door.ts";

/** The connector behind its public address, with a sandbox whose time is wound by hand at its other side. */
export interface TestLine {
  voice: Voice;
  running: RunningChannel;
  sandbox: TwilioSandbox;
  client: twilioSdk.Twilio;
  clock: HandClock;
  publicUrl: string;
  /** All that Twilio asked and told, in order. */
  knocks: Knock[];
  /** Lets seconds of the sandbox pass. */
  pass(seconds: number): Promise<void>;
  /** The call as the hub names it. */
  call(callSid: string): CallRef;
  stop(): Promise<void>;
}

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
  const clock = handClock();
  const sandbox = await startTwilioSandbox({ accountSid, authToken, numbers: [ourNumber], clock });
  const address = await startTestAddress(() => running);
  const { publicUrl, knocks } = address;
  const context = createFakeContext({
    publicUrl,
    calls,
    settings: { accountSid, authToken, number: ourNumber, apiUrl: sandbox.url, ...given },
  });
  const running = await twilio.start(context);
  if (!running.voice) throw new Error("It carries no calls.");
  await running.check?.();

  return {
    voice: running.voice,
    running,
    sandbox,
    client: clientOf(sandbox),
    clock,
    publicUrl,
    knocks,
    pass: (seconds) => clock.advance(seconds * 1000),
    call: (callSid) => ({ id: hubCallId, externalId: callSid }),
    async stop() {
      await sandbox.stop();
      await running.stop();
      await address.stop();
    },
  };
}
