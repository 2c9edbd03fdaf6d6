import type { ConnectorContext, PretendCall, RunningChannel, Voice } from "../../contract.ts";
import { type Run, run } from "../run.ts";
import { startTwilioSandbox, type TwilioSandbox } from "../sandbox/index.ts";
import type { Settings } from "../settings.ts";
import { dial } from "../voice/dial.ts";
import { accountOf, inventedNumbers } from "./account.ts";
import { createPersonParties, type PersonParties } from "./person-parties.ts";
import { placeCall } from "./place-call.ts";
import { createUnended } from "./unended.ts";

const browserPassMs = 3_600_000;
/** Whoever is called from here. */
const somebody = { afterMs: 3_000, script: "talk 60 s, hang up" };

/** Without an account at Twilio: all goes as with one, over the wire of a sandbox that runs for this channel alone. */
export async function startTryOut(context: ConnectorContext<Settings>): Promise<RunningChannel> {
  const account = await accountOf(context.state);
  const sandbox = await startTwilioSandbox({ ...account, numbers: [...inventedNumbers] });
  const number = context.settings.number || inventedNumbers[0];
  const settings = { ...context.settings, ...account, number, apiUrl: sandbox.url };
  const running = run({ ...context, settings });
  const parties = createPersonParties(sandbox, context.person);
  const unended = createUnended(context);
  await unended.tell();
  return {
    ...running,
    voice: { ...voiceOf(running, sandbox, parties), pretendCall: pretend },
    async stop() {
      parties.stop();
      await running.stop();
      await sandbox.stop();
    },
  };

  async function pretend(call: PretendCall) {
    unended.add(await placeCall(running.carrier, sandbox, call));
  }
}

function voiceOf({ voice, carrier }: Run, sandbox: TwilioSandbox, parties: PersonParties): Voice {
  return {
    ...voice,
    async join(call, leg, options) {
      if (leg.to.kind === "person") parties.admit(leg.to.personId);
      else sandbox.answer(leg.to.number, somebody);
      await voice.join(call, leg, options);
    },
    async dial(call) {
      sandbox.answer(call.number, somebody);
      return dial(carrier, call);
    },
    async pass() {
      return { data: { isPretend: true }, expiresAt: new Date(Date.now() + browserPassMs).toISOString() };
    },
    async receive(_call, leg, message) {
      parties.receive(leg.id, message);
    },
  };
}
