import { createHmac, randomUUID } from "node:crypto";
import type { CallDoor, ConnectorContext } from "../contract.ts";
import { type Settings, settings } from "./settings.ts";

export const channelId = "0190c0de-0000-7000-8000-00000000000c";

interface Given {
  publicUrl: string;
  settings: Partial<Settings>;
  calls: CallDoor;
}

/** The hub's side of the contract; for tests. */
export function createFakeContext({ publicUrl, settings: given, calls }: Given): ConnectorContext<Settings> {
  return {
    channelId,
    publicUrl,
    calls,
    settings: settings.parse({
      apiKeySid: `SK${"0123456789abcdef".repeat(2)}`,
      apiKeySecret: "a-secret-of-the-key-that-is-long",
      ...given,
    }),
    soundUrl: async (fileId) => `${publicUrl}/sounds/${fileId}`,
    isOpen: async () => true,
    person: () => ({ send() {} }),
    receive: async () => ({ inboundId: randomUUID(), duplicate: false }),
    keepFile: async ({ name, contentType, bytes }) => ({
      id: randomUUID(),
      name,
      contentType,
      size: bytes.byteLength,
    }),
    timeline: async () => [],
    timelineItem: async () => undefined,
    openFile: async () => undefined,
    live: () => ({ send() {} }),
    typing() {},
    state: { get: async () => undefined, set: async () => {} },
    sign: (text) => createHmac("sha256", "channel key").update(text).digest("hex"),
    report() {},
    log: { info() {}, warn() {}, error() {} },
  };
}
