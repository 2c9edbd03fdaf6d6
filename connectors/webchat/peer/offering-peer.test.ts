import { expect, test } from "vitest";
import type { WireSignal } from "../wire.ts";
import { createOfferingPeer } from "./offering-peer.ts";
import { iceOf, setConnections } from "./test-connections.ts";

const { opened, pass } = setConnections();

type Offer = Extract<WireSignal, { type: "offer" }>;

/** A peer whose offers come to somebody who answers when told to. */
async function open() {
  const said: Offer[] = [];
  const states: RTCPeerConnectionState[] = [];
  let renewed = 0;
  let isReached = true;
  const peer = createOfferingPeer({
    ice: iceOf("first"),
    renewIce: async () => (isReached ? iceOf(`renewed ${++renewed}`) : new Promise(() => {})),
    track: {} as MediaStreamTrack,
    say: (signal) => signal.type === "offer" && said.push(signal),
    onState: (state) => states.push(state),
    onTrack() {},
  });
  await pass(0);
  return {
    peer,
    said,
    states,
    last: () => said.at(-1) as Offer,
    async answer({ round } = said.at(-1) as Offer) {
      peer.receive({ type: "answer", round, sdp: "answer" });
      await pass(0);
    },
    reach: (is: boolean) => {
      isReached = is;
    },
  };
}

async function connect() {
  const there = await open();
  await there.answer();
  opened[0]?.become("connected");
  return there;
}

test("it offers by what it was given, and until somebody answers again by what it is given anew", async () => {
  const { said, answer } = await open();
  expect(said).toMatchObject([{ sdp: "offer 1", isNew: true }]);
  expect(opened[0]?.configuration.iceServers).toEqual(iceOf("first"));
  await pass(4_000);
  expect(said).toMatchObject([{ sdp: "offer 1" }, { sdp: "offer 2", isNew: true }]);
  expect(opened[0]?.configuration.iceServers).toEqual(iceOf("renewed 1"));
  await answer(said[0]);
  expect(opened[0]?.remoteDescription).toBeNull();
  await answer(said[1]);
  expect(opened[0]?.remoteDescription).toMatchObject({ sdp: "answer" });
  opened[0]?.become("connected");
  await pass(60_000);
  expect(said).toHaveLength(2);
});

test.each([
  ["disturbed", "disconnected", 2_000],
  ["lost", "failed", 1_000],
] as const)("a connection that is %s is offered anew, by relays that are good now", async (_, state, ms) => {
  const { said, states, last, answer } = await connect();
  opened[0]?.become(state);
  await pass(ms - 1);
  expect(said).toHaveLength(1);
  await pass(1);
  expect(said).toHaveLength(2);
  expect(last()).toMatchObject({ isNew: false });
  expect(last().round).toBeGreaterThan(said[0]?.round ?? 0);
  expect(opened[0]?.configuration.iceServers).toEqual(iceOf("renewed 1"));
  await answer();
  opened[0]?.become("connected");
  await pass(60_000);
  expect([said.length, opened.length, states]).toEqual([2, 1, ["connected", state, "connected"]]);
});

test("one that comes back by itself is left alone", async () => {
  const { said } = await connect();
  opened[0]?.become("disconnected");
  await pass(1_500);
  opened[0]?.become("connected");
  await pass(60_000);
  expect(said).toHaveLength(1);
});

test("while the hub is away it asks again, and offers once as it is back", async () => {
  const { said, reach } = await connect();
  reach(false);
  opened[0]?.become("failed");
  await pass(30_000);
  expect(said).toHaveLength(1);
  reach(true);
  await pass(4_000);
  expect(said).toHaveLength(2);
});

test("who answers may ask for another round, or for all from the beginning, but not without end", async () => {
  const { peer, said, last } = await connect();
  peer.receive({ type: "again", isNew: false });
  await pass(0);
  expect([said.length, opened.length, last().isNew]).toEqual([1, 1, true]);
  await pass(1_000);
  peer.receive({ type: "again", isNew: false });
  await pass(0);
  expect([said.length, opened.length, last().isNew]).toEqual([2, 1, false]);
  await pass(1_000);
  peer.receive({ type: "again", isNew: true });
  await pass(0);
  expect([said.length, opened.length, last().isNew]).toEqual([3, 2, true]);
  expect(opened[0]?.connectionState).toBe("closed");
  expect(opened[1]?.configuration.iceServers).toEqual(iceOf("renewed 2"));
});

test("one that is closed offers no more", async () => {
  const { peer, said } = await connect();
  opened[0]?.become("disconnected");
  peer.close();
  await pass(60_000);
  expect(said).toHaveLength(1);
});
