import type { ConnectorContext, RunningChannel, Voice } from "../../contract.ts";
import { type Run, run } from "../run.ts";
import { startTwilioSandbox, type TwilioSandbox } from "../sandbox/index.ts";
import type { Settings } from "../settings.ts";
import { dial } from "../voice/dial.ts";
import { accountOf, inventedNumbers } from "./account.ts";
import { createPersonParties, type PersonParties } from "./person-parties.ts";
import { placeCall } from "./place-call.ts";

const browserPassMs = 3_600_000;
/** Whoever is called from here. */
const somebody = { afterMs: 3_000, script: "talk 60 s, hang up" };

/** Without an account at Twilio: all goes as with one, over the wire of a sandbox that runs for this channel alone. */
export async function startTryOut(context: ConnectorContext<Settings>): Promise<RunningChannel> {
  const account = await accountOf(context.state);
  const sandbox = await startTwilioSandbox({ ...account, numbers: [...inventedNumbers] });
  const number = context.settings.number || inventedNumbers[0];
  const settings = { ...context.settings, ...account, number, apiUrl: sandbox.url };
  const channel = run({ ...context, settings });
  const parties = createPersonParties(sandbox, context.person);
  return {
    ...channel,
    voice: {
      ...voiceOf(channel, sandbox, parties),
      pretendCall: (call) => placeCall(channel.running, sandbox, call),
    },
    async stop() {
      parties.stop();
      await channel.stop();
      await sandbox.stop();
    },
  };
}

function voiceOf({ voice, running }: Run, sandbox: TwilioSandbox, parties: PersonParties): Voice {
  return {
    ...voice,
    async join(call, leg, options) {
      if (leg.to.kind === "person") parties.admit(leg.to.personId);
      else sandbox.answer(leg.to.number, somebody);
      await voice.join(call, leg, options);
    },
    async dial(call) {
      sandbox.answer(call.number, somebody);
      return dial(running, call);
    },
    async pass() {
      return { data: { isPretend: true }, expiresAt: new Date(Date.now() + browserPassMs).toISOString() };
    },
    async receive(_call, leg, message) {
      parties.receive(leg.id, message);
    },
  };
}
