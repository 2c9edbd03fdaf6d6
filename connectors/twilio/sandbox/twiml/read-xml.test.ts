import { expect, test } from "vitest";
import { elementsIn, readXml, textIn } from "./read-xml.ts";

test("elements, attributes, text and entities are read", () => {
  const root = readXml(
    `<?xml version="1.0" encoding="UTF-8"?><!-- hello -->
    <Response a='1 &lt; 2'><Say b="&quot;">Fish &amp; <![CDATA[<chips>]]> &#x416;&#33;</Say><Hangup/></Response>`,
  );
  expect(root).toMatchObject({ name: "Response", attributes: { a: "1 < 2" } });
  expect(elementsIn(root).map(({ name }) => name)).toEqual(["Say", "Hangup"]);
  expect(textIn(elementsIn(root)[0]!)).toBe("Fish & <chips> Ж!");
});

test.each([
  "",
  "hello",
  "<a>",
  "</a>",
  "<a></b>",
  "<a/><b/>",
  "<a/>text",
  "<a b=1/>",
  '<a b="<"/>',
  '<a b="1" b="2"/>',
  "<a>1 & 2</a>",
  "<a>&nbsp;</a>",
  "<a><b></a></b>",
])("%j is not well-formed", (text) => {
  expect(() => readXml(text)).toThrow();
});
