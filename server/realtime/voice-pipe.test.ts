import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { makePerson, type TestHub, testHub } from "../../test/factories.ts";
import { makeCookie, startNode, type TestNode } from "../../test/realtime/node.ts";
import { openReady, type Screen, until } from "../../test/realtime/screen.ts";
import type { ReceiveVoice } from "./voice-pipe.ts";

let hub: TestHub;
let node: TestNode;
let open: Screen[] = [];
let heard: Parameters<ReceiveVoice>[0][] = [];
const legId = newId();

beforeAll(async () => {
  hub = await testHub();
  node = await startNode(hub.deps, {
    async receiveVoice(said) {
      // The first is slow, and the rest must not overtake it.
      if (said.message.type === "offer") await makePerson(hub);
      if (said.message.type === "boom") throw new Error("boom");
      heard.push(said);
    },
  });
});
afterEach(() => {
  for (const screen of open) screen.close();
  open = [];
  heard = [];
});
afterAll(async () => {
  await node?.stop();
  await hub?.close();
});

async function screenOf(person: { id: string }) {
  const screen = await openReady(node.url, await makeCookie(hub.deps, person));
  open.push(screen);
  return screen;
}

test("what a connector says about a leg reaches all screens of that person, and of nobody else", async () => {
  const [anna, ben] = [await makePerson(hub), await makePerson(hub)];
  const [one, two, other] = [await screenOf(anna), await screenOf(anna), await screenOf(ben)];
  node.realtime.person(anna.id, legId).send({ type: "answer", sdp: "v=0" });
  node.realtime.person(ben.id, legId).send({ type: "end" });
  await until(() => [one, two, other].every((screen) => screen.voice.length === 1));
  const forAnna = { legId, message: { type: "answer", sdp: "v=0" } };
  expect([one.voice, two.voice, other.voice]).toEqual([
    [forAnna],
    [forAnna],
    [{ legId, message: { type: "end" } }],
  ]);
});

test("what a browser says goes to its connector, in order, and goes on after a failure", async () => {
  const person = await makePerson(hub);
  const { socket } = await screenOf(person);
  for (const type of ["offer", "boom", "candidate", "end"])
    socket.emit("voice", { legId, message: { type } });
  await until(() => heard.at(-1)?.message.type === "end");
  expect(heard).toEqual(
    ["offer", "candidate", "end"].map((type) => ({ personId: person.id, legId, message: { type } })),
  );
});

test("floods and nonsense do not reach a connector", async () => {
  const { socket } = await screenOf(await makePerson(hub));
  const raw = socket as unknown as { emit(name: string, ...args: unknown[]): void };
  const message = { type: "candidate" };
  for (const bad of [null, "text", {}, { legId }, { legId: "leg", message }, { legId, message: { type: 7 } }])
    raw.emit("voice", bad);
  for (let nth = 0; nth < 2_000; nth++) socket.emit("voice", { legId, message });
  const later = await screenOf(await makePerson(hub));
  later.socket.emit("voice", { legId, message: { type: "end" } });
  await until(() => heard.some((said) => said.message.type === "end"));
  expect(heard.length).toBeLessThan(1_000);
  raw.emit("voice", { legId, message: { type: "long", sdp: "x".repeat(100_000) } });
  await until(() => !socket.connected);
  expect(heard.some((said) => said.message.type === "long")).toBe(false);
});
