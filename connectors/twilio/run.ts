import type { ConnectorContext, RunningChannel, Voice } from "../contract.ts";
import { bindNumber } from "./bind-number.ts";
import { type Carrier, createCarrier } from "./carrier.ts";
import type { Settings } from "./settings.ts";
import { createVoice } from "./voice/create-voice.ts";
import { forgetTicks } from "./wait/tick-in-time.ts";
import { answerWebhook } from "./webhook/answer.ts";

export interface Run extends RunningChannel {
  carrier: Carrier;
  voice: Voice;
}

/** Carries the calls of a number of an account, wherever that is. */
export function run(context: ConnectorContext<Settings>): Run {
  const carrier = createCarrier(context);
  // Calls that come meanwhile are taken: the number was bound when the channel was made.
  const bound = bindNumber(carrier).catch((err) =>
    context.log.warn({ err }, "The number could not be bound; the next check tries again"),
  );
  return {
    carrier,
    voice: createVoice(carrier),
    webhook: (request) => answerWebhook(carrier, request),
    async check() {
      await bound;
      await bindNumber(carrier);
    },
    async stop() {
      carrier.stopping.abort();
      forgetTicks(carrier);
      await bound;
    },
  };
}
