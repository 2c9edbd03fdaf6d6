import { expect, test } from "vitest";
import { isMissingPart, passOverMissing } from "./missing-part.ts";

test("what an update has taken away is known by every browser's words, and nothing else is", () => {
  const said = [
    "Failed to fetch dynamically imported module: https://hub.example/assets/keys.js",
    "error loading dynamically imported module: https://hub.example/assets/keys.js",
    "Importing a module script failed.",
  ];
  for (const message of said) expect(isMissingPart(new TypeError(message)), message).toBe(true);
  expect(isMissingPart(new Error("Unable to preload CSS for /assets/keys.css"))).toBe(true);
  expect(isMissingPart(new TypeError("Cannot read properties of undefined"))).toBe(false);
  expect(isMissingPart(new Error("An important module"))).toBe(false);
});

test("what was fetched before it is wanted may be missing, but not broken", () => {
  expect(() => passOverMissing(new TypeError("Importing a module script failed."))).not.toThrow();
  const broken = new TypeError("Cannot read properties of undefined");
  expect(() => passOverMissing(broken)).toThrow(broken);
});
