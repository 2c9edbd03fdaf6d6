import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import type { CallInput, LegChange } from "../../connectors/contract.ts";
import { accept, closeLines, type Line, makeLine, readCall, ring, tasksOf } from "../../test/calls.ts";
import { testHub } from "../../test/factories.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

type Told = { input: CallInput } | { leg: LegChange };

/** All that a carrier tells of a call that is answered and then ends with its caller. */
const story: Told[] = [
  { input: { type: "arrived" } },
  { input: { type: "tick", position: null, expectedWaitSeconds: null } },
  { leg: { state: "ringing", externalId: "leg" } },
  { leg: { state: "connected", externalId: "leg" } },
  { input: { type: "digits", turn: 1, digits: "5" } },
  { input: { type: "timedOut", turn: 1 } },
];

/** Every piece of it, twice, in any order. */
const shuffled = fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 });
const stages = ["arriving", "menu", "queued", "offered", "active", "ended"];
const states = ["connecting", "ringing", "connected", "ended"];

async function play(line: Line, told: Told[]) {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  let before = await readCall(line, call);
  for (const one of told) {
    if ("input" in one) await call.tell(one.input);
    else await line.door.tellLeg(legId, one.leg);
    const now = await readCall(line, call);
    expect(stages.indexOf(now.stage)).toBeGreaterThanOrEqual(stages.indexOf(before.stage));
    expect(states.indexOf(now.legs[0]?.state ?? "")).toBeGreaterThanOrEqual(
      states.indexOf(before.legs[0]?.state ?? ""),
    );
    before = now;
  }
  return { call, legId, last: before };
}

test("however often and in whatever order things are told, a call and its leg come to the same and never move back", async () => {
  const line = await makeLine(hub);
  await fc.assert(
    fc.asyncProperty(shuffled, async (told) => {
      const { call, legId, last } = await play(line, told);
      expect(last).toMatchObject({ stage: "active", outcome: null, legs: [{ state: "connected" }] });
      await call.tell({ type: "hungUp" });
      for (const one of told.slice(0, 4)) {
        if ("input" in one) await call.tell(one.input);
        else await line.door.tellLeg(legId, one.leg);
      }
      expect(await readCall(line, call)).toMatchObject({
        stage: "ended",
        outcome: "answered",
        legs: [{ state: "ended" }],
      });
    }),
    { numRuns: 15 },
  );
});

test("whatever is told at once, a call ends once, and its caller is called back at most once", async () => {
  const line = await makeLine(hub);
  const ends: Told[] = [{ input: { type: "hungUp" } }, { leg: { state: "ended", reason: "failed" } }];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...story, ...ends, ...ends], { minLength: 4 }), async (told) => {
      const call = await ring(line);
      const legId = await accept(line, call, line.anna);
      await Promise.all(
        told.map((one) => ("input" in one ? call.tell(one.input) : line.door.tellLeg(legId, one.leg))),
      );
      await call.tell({ type: "hungUp" });
      const ended = await readCall(line, call);
      expect(ended.stage).toBe("ended");
      expect(ended.legs.every(({ state }) => state === "ended")).toBe(true);
      expect(["answered", "missed"]).toContain(ended.outcome);
      expect(await tasksOf(line, call)).toHaveLength(ended.outcome === "answered" ? 0 : 1);
      const changes = (await hub.events()).filter(
        ({ type, data }) => type === "call.changed" && data.callId === call.id && data.stage.to === "ended",
      );
      expect(changes).toHaveLength(1);
    }),
    { numRuns: 15 },
  );
});
