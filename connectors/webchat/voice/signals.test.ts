import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { idOf } from "../test-visitor.ts";
import { iceServersFor } from "./ice-servers.ts";
import { openCall } from "./test-call.ts";

const offer = { type: "offer", round: 1, sdp: "v=0", isNew: true };
const answer = { type: "answer", round: 1, sdp: "v=0" };
const turn = { turnUrls: ["turn:turn.test:3478"], turnSecret: "a long shared secret" };

test("an offer goes to the caller with a key, by which the answer finds its way to the person", async () => {
  const { personSays, pushed, said, hear, leg, callId } = await openCall();
  const one = leg();
  await personSays(one, { type: "signal", signal: offer });
  const [got] = pushed();
  expect(got).toMatchObject({ type: "call.signal", callId, legId: one.id, signal: offer, ice: [] });
  await hear({ type: "call.signal", callId, legId: one.id, key: got?.key, signal: answer });
  expect(said()).toEqual([
    { personId: personOf(one), legId: one.id, message: { type: "signal", signal: answer } },
  ]);
});

test("nobody reaches a person whose leg is not in their own call", async () => {
  const { personSays, pushed, said, hear, leg, callId, live, join } = await openCall();
  const [one, other] = [leg(), leg()];
  await personSays(one, { type: "signal", signal: offer });
  const key = pushed()[0]?.key as string;
  const forged = `${personOf(other)}.${key.split(".")[1]}`;
  await hear({ type: "call.signal", callId, legId: other.id, key, signal: answer });
  await hear({ type: "call.signal", callId, legId: one.id, key: forged, signal: answer });
  await hear({ type: "call.signal", callId: other.id, legId: one.id, key, signal: answer });
  const stranger = idOf(await join());
  await live.receive(stranger, { type: "call.signal", callId, legId: one.id, key, signal: answer }, "pipe");
  const mine = { legId: one.id, key };
  await hear({ type: "call.meet", callId, offers: mine, answers: { legId: other.id, key } });
  await hear({ type: "call.meet", callId, offers: mine, answers: mine });
  expect(said()).toEqual([]);
});

test("two persons whom the caller brings together speak to each other past the caller", async () => {
  const { personSays, pushed, said, hear, leg, callId } = await openCall();
  const [one, two] = [leg(), leg()];
  for (const each of [one, two]) await personSays(each, { type: "signal", signal: offer });
  const [offers, answers] = pushed().map(({ legId, key }) => ({ legId, key }));
  await hear({ type: "call.meet", callId, offers, answers });
  expect(said()).toEqual([
    { personId: personOf(one), legId: one.id, message: { type: "meet", peer: answers, ice: [] } },
  ]);
  await personSays(one, { type: "signal", signal: offer, to: answers });
  expect(said()).toEqual([
    {
      personId: personOf(two),
      legId: two.id,
      message: { type: "signal", signal: offer, from: offers, ice: [] },
    },
  ]);
  await personSays(one, { type: "signal", signal: offer, to: { ...answers, key: offers?.key } });
  expect([said(), pushed()]).toEqual([[], []]);
});

test("a relay's credentials are made for one party and a minute, and only for who is in a call or checks the network", async () => {
  const servers = iceServersFor({ stunUrls: ["stun:turn.test:3478"], ...turn }, "party", 1_000_000);
  const credential = createHmac("sha1", turn.turnSecret).update("1060:party").digest("base64");
  expect(servers).toEqual([
    { urls: ["stun:turn.test:3478"] },
    { urls: turn.turnUrls, username: "1060:party", credential },
  ]);
  expect(iceServersFor({ stunUrls: [], turnUrls: turn.turnUrls, turnSecret: undefined }, "party")).toEqual(
    [],
  );

  const { personSays, said, pushed, leg, voice, begin } = await openCall(turn);
  expect(JSON.stringify((await begin()).body)).not.toContain("credential");
  expect(JSON.stringify(await voice.pass("person"))).not.toContain("credential");
  expect(await voice.checkPass?.("person")).toMatchObject({
    ice: [{ username: expect.stringMatching(/^\d+:person$/), credential: expect.any(String) }],
  });
  const one = leg();
  await personSays(one, { type: "ready" });
  await personSays(one, { type: "signal", signal: offer });
  expect([said()[0]?.message.ice, pushed()[0]?.ice]).toMatchObject([
    [{ username: expect.stringMatching(new RegExp(`:${one.id}$`)) }],
    [{ username: expect.stringMatching(/^\d+:/) }],
  ]);
});

test("who connects anew within a call gets credentials anew, and with each offer so does who answers", async () => {
  const { personSays, said, pushed, leg } = await openCall(turn);
  const one = leg();
  for (const round of [1, 2]) {
    await personSays(one, { type: "ready" });
    await personSays(one, { type: "signal", signal: { ...offer, round, isNew: round === 1 } });
  }
  const relay = [{ urls: turn.turnUrls, username: expect.any(String), credential: expect.any(String) }];
  expect(said().map(({ message }) => message)).toEqual(Array(2).fill({ type: "ice", ice: relay }));
  expect(pushed().map(({ ice }) => ice)).toEqual([relay, relay]);
});

test("what is far too large or no signal goes nowhere", async () => {
  const { personSays, pushed, said, leg } = await openCall();
  const one = leg();
  for (const signal of [
    { ...offer, sdp: "x".repeat(40_000) },
    { ...offer, round: "1" },
    { type: "candidates", round: 1, candidates: Array(101).fill({ candidate: "" }) },
    { type: "nonsense" },
    undefined,
  ])
    await personSays(one, { type: "signal", signal });
  expect([pushed(), said()]).toEqual([[], []]);
});

const personOf = ({ to }: { to: { kind: string; personId?: string } }) => to.personId;
