import type { CallDoor, ConnectorContext } from "../contract.ts";
import { createQuietContext } from "../test-context.ts";
import { type Settings, settings } from "./settings.ts";

export const channelId = "0190c0de-0000-7000-8000-00000000000c";

interface Given {
  publicUrl: string;
  settings: Partial<Settings>;
  calls: CallDoor;
}

/** The hub's side of the contract; for tests. */
export function createFakeContext({ publicUrl, settings: given, calls }: Given): ConnectorContext<Settings> {
  const whole = settings.parse({
    apiKeySid: `SK${"0123456789abcdef".repeat(2)}`,
    apiKeySecret: "a-secret-of-the-key-that-is-long",
    ...given,
  });
  return {
    ...createQuietContext(whole),
    channelId,
    publicUrl,
    calls,
    soundUrl: async (fileId) => `${publicUrl}/sounds/${fileId}`,
  };
}
