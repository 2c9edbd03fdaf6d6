import { expect, test } from "vitest";
import { sameTopic } from "./same-topic.ts";

test.each([
  ["Re: The lamp", "The lamp", true],
  ["AW: WG: The  lamp", "Fwd: the lamp", true],
  ["回复：订单", "订单", true],
  ["Re[2]: The lamp", "The lamp", true],
  ["The chair", "The lamp", false],
  ["Reply", "Re: ply", false],
])("%j and %j are one subject: %s", (a, b, isOne) => {
  expect(sameTopic(a, b)).toBe(isOne);
});
