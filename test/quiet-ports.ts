import { newId } from "../db/schema/columns.ts";
import type { ChannelPorts } from "../server/channels/ports.ts";
import { refuseCalls } from "../server/channels/refuse-calls.ts";

/** What channels need of the hub, where nobody is there. */
export const quietPorts: ChannelPorts = {
  accept: async () => ({ inboundId: newId(), duplicate: false }),
  live: () => ({ send() {} }),
  calls: () => refuseCalls("Nobody takes calls here."),
  person: () => ({ send() {} }),
  contactTyping() {},
  async renewPipes() {},
};
