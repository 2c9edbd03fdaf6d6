import { createHmac, randomUUID } from "node:crypto";
import type { ConnectorContext } from "./contract.ts";
import { quietDoor } from "./test-calls.ts";

/** A hub that takes everything, keeps nothing, and has nothing to give. */
export function createQuietContext<Settings>(settings: Settings): ConnectorContext<Settings> {
  return {
    channelId: randomUUID(),
    settings,
    publicUrl: "http://hub.test",
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
    calls: quietDoor,
    person: () => ({ send() {} }),
    soundUrl: async (fileId) => `http://hub.test/sounds/${fileId}`,
    isOpen: async () => true,
    typing() {},
    state: { get: async () => undefined, set: async () => {} },
    sign: (text) => createHmac("sha256", "channel key").update(text).digest("hex"),
    report() {},
    log: { info() {}, warn() {}, error() {} },
  };
}
