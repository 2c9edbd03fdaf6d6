import type { Connector } from "../contract.ts";
import { settings } from "./settings.ts";

/** A telephone number at Twilio. */
export const twilio: Connector<typeof settings> = {
  id: "twilio",
  label: "Twilio",
  summary: "A telephone number of yours at Twilio: its calls ring in people's browsers.",
  icon: "M5 4h4l2 5l-2.500 1.500a11 11 0 0 0 5 5l1.500 -2.500l5 2v4a2 2 0 0 1 -2 2a16 16 0 0 1 -15 -15a2 2 0 0 1 2 -2",
  settings,
  carriesCalls: true,
  // Signalling, at whichever edge is near; sound does not fall under such a policy.
  browserOrigins: ["wss://*.twilio.com"],
  isPretend: ({ isTryOut }) => isTryOut === true,
  guide: ({ id, publicUrl }) => [
    {
      title: "Twilio has to reach this address. It is set at the number as soon as the channel runs",
      code: `${publicUrl}/api/v1/channels/${id}/inbound/voice`,
    },
  ],
  refusesDuplicates: false,
  // Twilio's client is large: it is not there where nobody has such a channel.
  async list(given, field, channel) {
    if (field !== "number") return [];
    const { listNumbers } = await import("./list-numbers.ts");
    return listNumbers(given, channel);
  },
  async lastVoice(context) {
    // What was pretended has ended with the channel.
    if (context.settings.isTryOut) return undefined;
    const { lastVoice } = await import("./voice/last-voice.ts");
    return lastVoice(context);
  },
  async start(context) {
    if (!context.settings.isTryOut) return (await import("./run.ts")).run(context);
    const { startTryOut } = await import("./try-out/start-try-out.ts");
    return startTryOut(context);
  },
};
