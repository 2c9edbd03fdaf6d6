import { afterAll, expect, test } from "vitest";
import { answer, laneOf, makeLine, readCall, ring } from "../../test/calls.ts";
import { makePerson } from "../../test/factories.ts";
import { setScreens } from "../../test/realtime/stage.ts";

const stage = setScreens();
afterAll(() => laneOf(stage.hub).stop());

test("what becomes of a call is pushed with it to those who may see it, and to nobody else", async () => {
  const line = await makeLine(stage.hub);
  const admin = await makePerson(stage.hub, { role: "admin" });
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  const [byAnna, byAdmin, byBen] = await Promise.all(
    [line.anna, admin, line.ben].map((person) => stage.screenOf(person)),
  );
  await call.tell({ type: "hungUp" });
  await stage.settled(byAnna!, byAdmin!, byBen!);
  const shown = await readCall(line, call);
  for (const { events } of [byAnna!, byAdmin!]) {
    const pushed = events.filter(({ type }) => type.startsWith("call."));
    expect(pushed).toMatchObject([
      { type: "call.legChanged", data: { legId, state: { from: "connected", to: "ended" } } },
      { type: "call.changed", data: { callId: call.id, stage: { from: "active", to: "ended" } } },
    ]);
    for (const { interaction } of pushed) expect(interaction).toMatchObject({ id: call.id, call: shown });
  }
  expect(byBen!.events).toEqual([]);
});
