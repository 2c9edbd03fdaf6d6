import { expect, test } from "vitest";
import { fold, termsOf, tsqueryOf } from "./fold.ts";

test("case, accents and width do not matter", () => {
  expect(fold("Café ÉLAN ＡＢＣ Ёлка")).toBe("cafe elan abc елка");
});

test("words are split at everything that is neither letter nor digit", () => {
  expect(termsOf("Order #4711: ivan@mail.example, ok?")).toEqual([
    "order",
    "4711",
    "ivan",
    "mail",
    "example",
    "ok",
  ]);
});

test("a script without spaces gives pairs of neighbours", () => {
  expect(termsOf("请退款 now")).toEqual(["请退", "退款", "款", "now"]);
});

test("the last word of a query may be a beginning", () => {
  expect(tsqueryOf("late deliv")).toBe("'late' & 'deliv':*");
  expect(tsqueryOf("退款")).toBe("'退款'");
  expect(tsqueryOf("退")).toBe("'退':*");
});

test("a long word is cut by whole characters", () => {
  expect(termsOf(`a${"𐌰".repeat(80)}`).every((term) => term.isWellFormed())).toBe(true);
});

test("operators and quotes in a query are only text", () => {
  expect(tsqueryOf("a' & !b:* | <-> (c)")).toBe("'a' & 'b' & 'c'");
  expect(tsqueryOf("' & | !")).toBeUndefined();
});
