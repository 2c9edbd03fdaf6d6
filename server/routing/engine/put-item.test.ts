import fc from "fast-check";
import { expect, test } from "vitest";
import { dropItem, placeIn, putItem } from "./put-item.ts";
import { emptyState } from "./state.ts";
import { floors } from "./test-floors.ts";

test("however items come and go, lines stand in the order in which they are served, and the rest is in hand", () => {
  const step = fc.record({ nth: fc.nat(20), isDrop: fc.boolean() });
  fc.assert(
    fc.property(floors, floors, fc.array(step), (before, after, steps) => {
      const state = emptyState();
      for (const item of before.items.values()) putItem(state, item);
      for (const { nth, isDrop } of steps) {
        const changed = after.items.get(`item ${nth}`);
        if (isDrop) dropItem(state, `item ${nth}`);
        else if (changed) putItem(state, changed);
      }
      const items = [...state.items.values()];
      const waiting = items.filter((item) => item.state === "waiting");
      const queueIds = new Set(waiting.flatMap(({ queueId }) => queueId ?? []));
      expect(new Set(state.lines.keys())).toEqual(queueIds);
      for (const [queueId, line] of state.lines) {
        const inOrder = waiting
          .filter((item) => item.queueId === queueId)
          .sort(
            (a, b) =>
              b.priority - a.priority || a.waitingSince - b.waitingSince || a.id.localeCompare(b.id, "en"),
          );
        expect(line.map(({ item }) => item.id)).toEqual(inOrder.map(({ id }) => id));
        expect(line.map(({ item }) => placeIn(line, item))).toEqual(line.map((_, place) => place));
      }
      const inHand = items.filter(
        (item) => item.state !== "waiting" && !(item.state === "active" && item.isResting),
      );
      expect(new Set(state.inHand.keys())).toEqual(new Set(inHand.map(({ id }) => id)));
    }),
    { numRuns: 300 },
  );
});

test("work that asks for the same shares one need", () => {
  const requirements = () => [{ skillId: "french", level: 2, relaxAfterSeconds: null }];
  fc.assert(
    fc.property(floors, (state) => {
      for (const item of [...state.items.values()]) putItem(state, { ...item, requirements: requirements() });
      const needs = [...state.lines.values()].flat().map(({ need }) => need);
      const asked = new Set(needs.map(({ language, phone }) => `${language} ${phone}`));
      expect(new Set(needs).size).toBe(asked.size);
    }),
  );
});
