import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { CallInput, LegChange } from "../../../connectors/contract.ts";
import { closeLines, type Line, makeLine, place, readCall, tasksOf } from "../../../test/calls.ts";
import { testHub } from "../../../test/factories.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

type Told = { input: CallInput } | { leg: LegChange } | { dialled: true };

const reached: Told[] = [
  { dialled: true },
  { input: { type: "ringing" } },
  { input: { type: "accepted" } },
  { leg: { state: "ringing", externalId: "leg" } },
  { leg: { state: "connected", externalId: "leg" } },
];
const stages = ["dialling", "ringing", "active", "ended"];

let nth = 0;

async function dial(line: Line) {
  const { id } = await place(line, { number: `+49301${String(100_000 + nth++)}` });
  return { id, externalId: `dialled ${id}`, legId: (await readCall(line, { id })).legs[0]!.id };
}

type Placed = Awaited<ReturnType<typeof dial>>;

async function say(line: Line, call: Placed, one: Told) {
  if ("input" in one) await line.door.tell(call.externalId, one.input);
  else if ("leg" in one) await line.door.tellLeg(call.legId, one.leg);
  else await line.door.tellDialled(call.id, call.externalId);
}

test("a call that is answered comes to the same in every order, each told twice, and never moves back", async () => {
  const line = await makeLine(hub);
  const shuffled = fc.shuffledSubarray([...reached, ...reached], { minLength: reached.length * 2 });
  await fc.assert(
    fc.asyncProperty(shuffled, async (told) => {
      const call = await dial(line);
      let before = 0;
      for (const one of told) {
        await say(line, call, one);
        const now = stages.indexOf((await readCall(line, call)).stage);
        expect(now).toBeGreaterThanOrEqual(before);
        before = now;
      }
      expect(await readCall(line, call)).toMatchObject({ stage: "active", legs: [{ state: "connected" }] });
      await say(line, call, { input: { type: "hungUp" } });
      for (const one of told.slice(0, 5)) await say(line, call, one);
      expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
      expect(line.voice.of("join", call.id)).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});

test("a call that is not answered ends in every order with why, once, and leaves nothing to do", async () => {
  const line = await makeLine(hub);
  const ends = fc.constantFrom("busy", "noAnswer", "failed");
  const others = reached.filter((one) => !("input" in one && one.input.type === "accepted"));
  await fc.assert(
    fc.asyncProperty(ends, fc.shuffledSubarray([...others, ...others]), async (reason, told) => {
      const call = await dial(line);
      const end: Told = { input: { type: "hungUp", reason } };
      await Promise.all([...told, end, end].map((one) => say(line, call, one)));
      expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: reason, answeredAt: null });
      expect(await tasksOf(line, call)).toEqual([]);
      const changes = (await hub.events()).filter(
        ({ type, data }) => type === "call.changed" && data.callId === call.id && data.stage.to === "ended",
      );
      expect(changes).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});

test("that whom we called hung up may be told before that they answered", async () => {
  const line = await makeLine(hub);
  const call = await dial(line);
  await say(line, call, { leg: { state: "connected" } });
  await say(line, call, { input: { type: "hungUp" } });
  await say(line, call, { input: { type: "accepted" } });
  expect(await readCall(line, call)).toMatchObject({
    stage: "ended",
    outcome: "answered",
    answeredAt: expect.any(String),
  });
});
