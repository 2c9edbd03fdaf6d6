import { afterEach, expect, test } from "vitest";
import { browsers } from "../../../../../connectors/browsers.ts";
import type { BrowserVoice } from "../../../../../connectors/contract.ts";
import type { PhonePass } from "../../../../../server/contract/calls.ts";
import { eventually } from "../../../../../test/eventually.ts";
import { openVoices, type VoicesState } from "./open-voices.ts";

const microphone = {} as MediaStream;
const renewed: string[] = [];
const closed: string[] = [];

const passOf = (connector: string, account: string | null = null, nth = 1): PhonePass => ({
  connector,
  account,
  data: { name: `${connector} ${account} ${nth}` },
  expiresAt: `2040-01-01T00:00:0${nth}.000Z`,
});

const voiceOf = (name: string): BrowserVoice => ({
  renew: ({ name: next }) => void renewed.push(String(next)),
  begin: () => expect.unreachable(),
  receive() {},
  useMicrophone: async () => {},
  close: () => void closed.push(name),
});

browsers.well = async () => ({ openVoice: async ({ pass }) => voiceOf(String(pass.name)) });
let isBroken = true;
browsers.broken = async () => ({
  async openVoice({ pass }) {
    if (isBroken) throw new Error("no connection");
    return voiceOf(String(pass.name));
  },
});

afterEach(() => {
  isBroken = true;
  renewed.length = 0;
  closed.length = 0;
});

function open() {
  const states: VoicesState[] = [];
  const voices = openVoices({ send() {}, onState: (state) => states.push(state) });
  return { voices, last: () => states.at(-1) };
}

test("while one carrier cannot be opened none counts as ready, as its calls would be offered too, and it is named", async () => {
  const { voices, last } = open();
  voices.follow([passOf("broken"), passOf("well")]);
  expect(last()).toEqual({ voices: "starting", failed: [] });
  voices.setMicrophone(microphone);
  await eventually(() => expect(last()).toEqual({ voices: "failed", failed: ["broken"] }));
  await voices.voiceOf({ connector: "well", account: null });
  await expect(voices.voiceOf({ connector: "broken", account: null })).rejects.toThrow("no connection");

  isBroken = false;
  voices.follow([passOf("broken", null, 2), passOf("well")]);
  await eventually(() => expect(last()).toEqual({ voices: "open", failed: [] }));
});

test("where none can be opened, nothing carries", async () => {
  const { voices, last } = open();
  voices.setMicrophone(microphone);
  voices.follow([passOf("broken"), passOf("unknown")]);
  await eventually(() => expect(last()).toEqual({ voices: "failed", failed: ["broken", "unknown"] }));
});

test("each account of a connector has a voice of its own, renewed by its own pass and closed when that is gone", async () => {
  const { voices } = open();
  voices.setMicrophone(microphone);
  voices.follow([passOf("well", "a"), passOf("well", "b")]);
  const [first, second] = await Promise.all(
    ["a", "b"].map((account) => voices.voiceOf({ connector: "well", account })),
  );
  expect(first).not.toBe(second);
  voices.follow([passOf("well", "a", 2)]);
  expect(await voices.voiceOf({ connector: "well", account: "a" })).toBe(first);
  expect([renewed, closed]).toEqual([["well a 2"], ["well b 1"]]);
  await expect(voices.voiceOf({ connector: "well", account: "b" })).rejects.toThrow();
});
