import type { Connector } from "../contract.ts";
import { bindNumber } from "./bind-number.ts";
import { createCarrier } from "./carrier.ts";
import { settings } from "./settings.ts";
import { createVoice } from "./voice/create-voice.ts";
import { forgetTicks } from "./wait/tick-in-time.ts";
import { answerWebhook } from "./webhook/answer.ts";

/** A telephone number at Twilio. */
export const twilio: Connector<typeof settings> = {
  id: "twilio",
  label: "Twilio",
  summary: "A telephone number of yours at Twilio: its calls ring in people's browsers.",
  icon: "M5 4h4l2 5l-2.500 1.500a11 11 0 0 0 5 5l1.500 -2.500l5 2v4a2 2 0 0 1 -2 2a16 16 0 0 1 -15 -15a2 2 0 0 1 2 -2",
  settings,
  carriesCalls: true,
  guide: ({ id, publicUrl }) => [
    {
      title: "Twilio has to reach this address. It is set at the number as soon as the channel runs",
      code: `${publicUrl}/api/v1/channels/${id}/inbound/voice`,
    },
  ],
  refusesDuplicates: false,
  start(context) {
    const carrier = createCarrier(context);
    // Calls that come meanwhile are taken: the number was bound when the channel was made.
    const bound = bindNumber(carrier).catch((err) =>
      context.log.warn({ err }, "The number could not be bound; the next check tries again"),
    );
    return {
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
  },
};
