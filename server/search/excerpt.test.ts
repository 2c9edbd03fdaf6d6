import { expect, test } from "vitest";
import { excerptOf } from "./excerpt.ts";

test("the words that were looked for are marked", () => {
  expect(excerptOf("The delivery is late", "deliv late")).toBe(
    "The \u0002delivery\u0003 is \u0002late\u0003",
  );
});

test("a long text is cut around the first hit", () => {
  const excerpt = excerptOf(`${"before ".repeat(50)}needle ${"after ".repeat(50)}`, "needle");
  expect(excerpt.startsWith("…")).toBe(true);
  expect(excerpt.endsWith("…")).toBe(true);
  expect(excerpt).toContain("\u0002needle\u0003");
  expect(excerpt.length).toBeLessThan(260);
});

test("a cut never leaves half a character", () => {
  expect(excerptOf(`${"😀".repeat(200)} needle`, "needle").isWellFormed()).toBe(true);
});

test("a run without spaces is marked where it holds the words", () => {
  expect(excerptOf("你好，我想申请退款", "退款")).toContain("\u0002我想申请退款\u0003");
});
