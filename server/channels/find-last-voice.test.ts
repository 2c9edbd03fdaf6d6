import { expect, test, vi } from "vitest";
import type { LastVoice } from "../../connectors/contract.ts";
import { setParrot } from "./test-parrot.ts";

const own = setParrot();

test("the carrier of a channel that is off can be asked by the settings kept of it, and the channel stays off", async () => {
  const voice: LastVoice = { drop: async () => {}, hangUp: async () => {} };
  own.parrot.lastVoice = vi.fn(async () => voice);
  const secrets = own.hub.deps.sealer.seal(JSON.stringify({ key: "very secret" }));
  const off = { isEnabled: false, archivedAt: new Date(), settings: { word: "off" }, secrets };
  const { id } = await own.make(off);
  expect(await own.channels.lastVoiceOf(id)).toBe(voice);
  expect(own.parrot.lastVoice).toHaveBeenCalledWith(
    expect.objectContaining({ channelId: id, settings: { word: "off", key: "very secret" } }),
  );
  expect(own.started).toEqual([]);
});

test("where it goes on nowhere without the channel there is nothing to be asked", async () => {
  delete own.parrot.lastVoice;
  const { id } = await own.make({ isEnabled: false });
  expect(await own.channels.lastVoiceOf(id)).toBeUndefined();
  const gone = await own.make({ connector: "fax", isEnabled: false });
  expect(await own.channels.lastVoiceOf(gone.id)).toBeUndefined();
});
