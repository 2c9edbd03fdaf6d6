import { expect, test } from "vitest";
import { createLanes } from "./lanes.ts";

test("a quick channel takes as many workers as there are; a slow one leaves them to others for a minute", () => {
  let now = 0;
  const lanes = createLanes(() => now);
  const ends = Array.from({ length: 6 }, () => {
    expect(lanes.hasRoom("slow")).toBe(true);
    return lanes.enter("slow");
  });
  now = 2_000;
  expect(lanes.hasRoom("slow")).toBe(false);
  expect(lanes.hasRoom("other")).toBe(true);

  now = 15_000;
  for (const end of ends) end();
  const first = lanes.enter("slow");
  const second = lanes.enter("slow");
  expect(lanes.hasRoom("slow")).toBe(false);
  now += 100;
  first();
  expect(lanes.hasRoom("slow")).toBe(true);
  second();

  now += 60_000;
  lanes.enter("slow");
  lanes.enter("slow");
  expect(lanes.hasRoom("slow")).toBe(true);
});
