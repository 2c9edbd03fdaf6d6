import { expect, test } from "vitest";
import { picturesIn, signed } from "./letter-parts.ts";

test("the pictures of a text are known by their files, and those of nobody are not", () => {
  const html = `<p><img alt="a" src="/api/v1/files/0190c0de-0000-7000-8000-00000000000a">
    <img src="https://example.com/api/v1/files/b"></p>`;
  expect(picturesIn(html)).toEqual(["0190c0de-0000-7000-8000-00000000000a"]);
});

test("a signature stands under the text, line by line, and is never taken for formats", () => {
  expect(signed({ html: "<p>Hi</p>", text: "Hi" }, "Ada <ada@example.com>\nSales & more\n")).toEqual({
    html: '<p>Hi</p><p><br></p><p dir="auto">Ada &lt;ada@example.com&gt;<br>Sales &amp; more</p>',
    text: "Hi\n\nAda <ada@example.com>\nSales & more",
  });
  expect(signed({ html: "<p>Hi</p>", text: "Hi" }, " \n")).toEqual({ html: "<p>Hi</p>", text: "Hi" });
});

test("an empty line is one for whoever gets it, too", () => {
  expect(signed({ html: '<p>Hi</p><p dir="auto"></p><p>Bye</p>', text: "Hi\n\nBye" }, "").html).toBe(
    '<p>Hi</p><p dir="auto"><br></p><p>Bye</p>',
  );
});
