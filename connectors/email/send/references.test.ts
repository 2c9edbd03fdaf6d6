import { expect, test } from "vitest";
import { referencesOf } from "./references.ts";

test("of a long thread the first and the latest are named", () => {
  const ids = Array.from({ length: 100 }, (_, nth) => `<${nth}@client.example>`);
  const named = referencesOf(ids);
  expect(named).toHaveLength(30);
  expect(named[0]).toBe("<0@client.example>");
  expect(named.slice(1)).toEqual(ids.slice(71));
});

test("what is there twice is named once, where it was said last", () => {
  expect(referencesOf(["<a@x>", "<b@x>", "<a@x>"])).toEqual(["<b@x>", "<a@x>"]);
});

test("only ids are named, and none of them can end the line", () => {
  const others = [
    "",
    "a@x",
    "<a>",
    "<a@x\r\nBcc: b@y>",
    "<a b@x>",
    "<ü@x>",
    `<${"a".repeat(999)}@x>`,
    "<a@x><b@x>",
  ];
  expect(referencesOf([...others, " <a@x> "])).toEqual(["<a@x>"]);
});
