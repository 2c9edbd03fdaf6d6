import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { LegRef } from "../../contract.ts";
import { openCall } from "./test-call.ts";

const offer = { type: "offer", round: 1, sdp: "v=0", isNew: true };
const answer = { type: "answer", round: 1, sdp: "v=0" };

/** Ana talks, and Kim attends. */
async function openAttended(role: LegRef["role"] = "listen") {
  const line = await openCall();
  const [ana, kim] = [randomUUID(), randomUUID()];
  const anas: LegRef = { ...line.leg(), to: { kind: "person", personId: ana } };
  const beside = { by: anas.id, byPersonId: ana };
  const kims: LegRef = { ...line.leg(), to: { kind: "person", personId: kim }, role, ...beside };
  return { ...line, ana, kim, anas, kims };
}

test("whoever listens is connected to the browser beside them, and the caller's is told nothing", async () => {
  const { personSays, said, pushed, voice, call, ana, kim, anas, kims } = await openAttended();
  await voice.join(call, kims, { timeoutSeconds: 10 });
  await personSays(kims, { type: "ready" });
  const [asked] = said();
  const peer = { legId: kims.id, key: expect.any(String) };
  expect(asked).toEqual({
    personId: ana,
    legId: anas.id,
    message: { type: "attend", peer, ice: [], isHeard: false, isNew: true },
  });
  await personSays(anas, { type: "signal", signal: offer, to: asked?.message.peer });
  const [offered] = said();
  expect(offered).toMatchObject({ personId: kim, legId: kims.id, message: { signal: offer } });
  await personSays(kims, { type: "signal", signal: answer, to: offered?.message.from });
  expect(said()).toMatchObject([{ personId: ana, legId: anas.id, message: { signal: answer } }]);

  await personSays(kims, { type: "signal", signal: offer });
  await voice.changeRole?.(call, { ...kims, role: "whisper" });
  await voice.changeRole?.(call, { ...kims, role: "listen" });
  await voice.drop(call, kims);
  expect(said().map(({ message }) => [message.type, message.isHeard])).toEqual([
    ["attend", true],
    ["attend", false],
    ["unattend", undefined],
    ["drop", undefined],
  ]);
  expect(pushed()).toEqual([]);
});

test("what the browser beside them is given says nothing of who it is", async () => {
  const { personSays, said, kim, kims } = await openAttended("whisper");
  await personSays(kims, { type: "ready" });
  const [asked] = said();
  expect(asked?.message).toMatchObject({ type: "attend", isHeard: true });
  expect(JSON.stringify(asked?.message)).not.toContain(kim);
  expect(JSON.stringify(asked?.message)).not.toContain(kim.replaceAll("-", ""));
});

test("whoever barges in connects to the caller, who hears of their going when they only listen again", async () => {
  const { personSays, said, pushed, voice, call, callId, kims } = await openAttended();
  const talking = { ...kims, role: "talk" } as const;
  await voice.changeRole?.(call, talking);
  await personSays(talking, { type: "ready" });
  expect(said()).toMatchObject([{ legId: kims.id, message: { type: "ice" } }]);
  await personSays(talking, { type: "signal", signal: offer });
  expect(pushed()).toMatchObject([{ type: "call.signal", legId: kims.id }]);
  await personSays(kims, { type: "apart" });
  expect(pushed()).toEqual([{ type: "call.drop", callId, legId: kims.id }]);
  await personSays(kims, { type: "ready" });
  expect(said()).toMatchObject([{ legId: kims.by, message: { type: "attend", isNew: true } }]);
});
