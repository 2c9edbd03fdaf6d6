import { expect, test } from "vitest";
import { testLeg, testMyCall } from "../test-call.ts";
import { viewOf } from "./call-view.ts";

const connecting = testLeg({ state: "connecting", connectedAt: null });

test("what one accepted connects without being asked again", () => {
  const one = testMyCall({ legs: [connecting] }, { ownerId: null, offeredTo: "ada" });
  expect(viewOf(one, undefined, "ada")).toBe("connecting");
  expect(viewOf(one, "connecting", "ada")).toBe("connecting");
});

test("whom a colleague brings in is asked first, and connects once they said yes", () => {
  const one = testMyCall({ legs: [connecting] }, { ownerId: "bea" });
  expect(viewOf(one, undefined, "ada")).toBe("asked");
  expect(viewOf(one, "connecting", "ada")).toBe("connecting");
});

test("whom one calls is dialled and rung, whether or not one's own leg is there", () => {
  const out = { direction: "out", answeredAt: null } as const;
  const one = testMyCall({ ...out, stage: "dialling", legs: [connecting] });
  expect(viewOf(one, "connecting", "ada")).toBe("dialling");
  expect(viewOf(testMyCall({ ...out, stage: "ringing" }), "connected", "ada")).toBe("ringing");
});

test("a call is talking, or held for as long as the hub says so", () => {
  expect(viewOf(testMyCall(), "connected", "ada")).toBe("talking");
  expect(viewOf(testMyCall({ isHeld: true }), "connected", "ada")).toBe("held");
});

test("a connection that broke, or that a reload has to build anew, is lost until it is back", () => {
  expect(viewOf(testMyCall({ isHeld: true }), "lost", "ada")).toBe("lost");
  expect(viewOf(testMyCall(), undefined, "ada")).toBe("lost");
  expect(viewOf(testMyCall(), "connecting", "ada")).toBe("lost");
});

test("after a reload a call that was passed on to one is not asked about again", () => {
  expect(viewOf(testMyCall({}, { ownerId: "bea" }), undefined, "ada")).toBe("lost");
});
