import fc from "fast-check";
import { expect, test } from "vitest";
import { accentOf, contrast, parse } from "./colour.ts";

test("whatever the accent, text on it and in it can be read in light and dark", () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((value) => `#${value.toString(16).padStart(6, "0")}`);
  fc.assert(
    fc.property(colour, (hex) => {
      const { accent, onAccent, inkOnLight, inkOnDark } = accentOf(hex);
      expect(accent).toBe(hex);
      expect(contrast(parse(onAccent), parse(accent))).toBeGreaterThanOrEqual(4.5);
      // Rounding to whole steps costs a little.
      expect(contrast(parse(inkOnLight), parse("#ffffff"))).toBeGreaterThan(4.45);
      expect(contrast(parse(inkOnDark), parse("#16181d"))).toBeGreaterThan(4.45);
    }),
  );
});
