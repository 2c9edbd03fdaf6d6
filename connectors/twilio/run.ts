import type { ConnectorContext, RunningChannel, Voice } from "../contract.ts";
import { bindNumber } from "./bind-number.ts";
import { createRunningNumber, type RunningNumber } from "./running-number.ts";
import type { Settings } from "./settings.ts";
import { createVoice } from "./voice/create-voice.ts";
import { forgetTicks } from "./wait/tick-in-time.ts";
import { answerWebhook } from "./webhook/answer.ts";

export interface Run extends RunningChannel {
  running: RunningNumber;
  voice: Voice;
}

/** Carries the calls of a number of an account, wherever that is. */
export function run(context: ConnectorContext<Settings>): Run {
  const running = createRunningNumber(context);
  // Calls that come meanwhile are taken: the number was bound when the channel was made.
  const bound = bindNumber(running).catch((err) =>
    context.log.warn({ err }, "The number could not be bound; the next check tries again"),
  );
  return {
    running,
    voice: createVoice(running),
    webhook: (request) => answerWebhook(running, request),
    async check() {
      await bound;
      await bindNumber(running);
    },
    async stop() {
      running.stopping.abort();
      forgetTicks(running);
      await bound;
    },
  };
}
