import { expect, test } from "vitest";
import type { WireSignal } from "../wire.ts";
import { createAnsweringPeer } from "./answering-peer.ts";
import { iceOf, setConnections } from "./test-connections.ts";

const { opened, pass } = setConnections();

const offer = (round: number, isNew: boolean): WireSignal => ({
  type: "offer",
  round,
  sdp: `offer ${round}`,
  isNew,
});
const candidatesOf = (round: number): WireSignal => ({
  type: "candidates",
  round,
  candidates: [{ candidate: `of ${round}` }],
});

async function open() {
  const said: WireSignal[] = [];
  const peer = createAnsweringPeer({
    track: {} as MediaStreamTrack,
    say: (signal) => said.push(signal),
    onState() {},
    onTrack() {},
  });
  const hear = async (signal: WireSignal, ice: RTCIceServer[] = []) => {
    peer.receive(signal, ice);
    await pass(0);
  };
  return { peer, said, hear };
}

test("is made anew where the connection is, and else finds its way anew by what comes with the offer", async () => {
  const { said, hear } = await open();
  await hear(offer(1, true), iceOf("first"));
  expect(opened[0]?.configuration.iceServers).toEqual(iceOf("first"));
  await hear(offer(2, false), iceOf("second"));
  expect([opened.length, opened[0]?.configuration.iceServers]).toEqual([1, iceOf("second")]);
  await hear(offer(3, true), iceOf("third"));
  expect([opened[0]?.connectionState, opened[1]?.configuration.iceServers]).toEqual([
    "closed",
    iceOf("third"),
  ]);
  expect(said).toMatchObject([1, 2, 3].map((round) => ({ type: "answer", round })));
});

test("passes over an offer that is older, and asks for all from the beginning where it knows of none", async () => {
  const { said, hear } = await open();
  await hear(offer(4, false), iceOf("fourth"));
  expect(said).toEqual([{ type: "again", isNew: true }]);
  await hear(offer(5, true), iceOf("fifth"));
  await hear(offer(3, true), iceOf("third"));
  expect(opened).toHaveLength(1);
});

test("keeps candidates that come before their offer", async () => {
  const { hear } = await open();
  await hear(offer(1, true));
  await hear(candidatesOf(2));
  expect(opened[0]?.candidates).toEqual([]);
  await hear(offer(2, false));
  await hear(candidatesOf(2));
  expect(opened[0]?.candidates).toEqual([{ candidate: "of 2" }, { candidate: "of 2" }]);
});

test.each([
  ["there is none", []],
  ["one is there", [offer(1, true)]],
])("keeps those that come before the offer of a new connection, where %s", async (_, before) => {
  const { hear } = await open();
  for (const signal of before) await hear(signal);
  await hear(candidatesOf(2));
  await hear(offer(2, true));
  expect(opened.at(-1)?.candidates).toEqual([{ candidate: "of 2" }]);
});

test("forgets those of an offer that never came", async () => {
  const { hear } = await open();
  await hear(candidatesOf(2));
  await hear(offer(3, true));
  expect(opened[0]?.candidates).toEqual([]);
});

test("asks for another offer, and where there is no connection for all from the beginning", async () => {
  const { peer, said, hear } = await open();
  peer.again();
  await hear(offer(1, true));
  peer.again();
  expect(said.filter(({ type }) => type === "again")).toMatchObject([{ isNew: true }, { isNew: false }]);
});
