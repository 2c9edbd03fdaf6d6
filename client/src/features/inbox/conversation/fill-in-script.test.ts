import { expect, test } from "vitest";
import { fillInScript } from "./fill-in-script.ts";

test("names come into a script, and what nobody knows stays to be seen", () => {
  const script = "I am {{agent.name}}. Is this {{ contact.name }}? {{contact.nmae}} {{constructor}} {{";
  expect(fillInScript(script, { "agent.name": "Ann $1", "contact.name": "Cora" })).toBe(
    "I am Ann $1. Is this Cora? {{contact.nmae}} {{constructor}} {{",
  );
});
