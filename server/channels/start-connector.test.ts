import { afterAll, expect, test } from "vitest";
import { twilio } from "../../connectors/twilio/index.ts";
import { newId } from "../../db/schema/columns.ts";
import { testHub } from "../../test/factories.ts";
import { checkSettings } from "./check-settings.ts";

const hub = await testHub();
afterAll(hub.close);

const state = { get: async () => undefined, set: async () => {} };
const check = (isAlone: boolean) => {
  const settings = twilio.settings.parse({ isTryOut: true });
  return checkSettings({ ...hub.deps, isAlone }, twilio, { channelId: newId(), settings, state });
};

test("calls are pretended only in a hub of one process, and where there may be more that is said in a sentence", async () => {
  await expect(check(true)).resolves.toBeUndefined();
  await expect(check(false)).rejects.toMatchObject({
    code: "invalid",
    message: expect.stringContaining("only in a hub of one process"),
  });
});
