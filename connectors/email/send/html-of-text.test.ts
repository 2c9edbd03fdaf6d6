import { expect, test } from "vitest";
import { htmlOfText } from "./html-of-text.ts";

const inside = (text: string) => htmlOfText(text).replace(/^<p dir="auto">|<\/p>$/g, "");

test("paragraphs and lines stay apart, in each one's direction", () => {
  expect(htmlOfText("One\ntwo\r\n\r\n\r\nשלום")).toBe('<p dir="auto">One<br>two</p>\n<p dir="auto">שלום</p>');
  expect(htmlOfText("")).toBe("");
});

test("what looks like HTML is shown as it was typed", () => {
  expect(inside(`<b onclick="x()">1 & 2</b>`)).toBe("&lt;b onclick=&quot;x()&quot;&gt;1 &amp; 2&lt;/b&gt;");
});

test("addresses of the web become links, without what stands around them", () => {
  const link = (address: string) => `<a href="${address}">${address}</a>`;
  expect(inside("See https://shop.example/a?b=1&c=2.")).toBe(
    `See ${link("https://shop.example/a?b=1&amp;c=2")}.`,
  );
  expect(inside("(HTTP://shop.example/)")).toBe(`(${link("HTTP://shop.example/")})`);
  expect(inside("https://wiki.example/Foo_(bar)")).toBe(link("https://wiki.example/Foo_(bar)"));
  expect(inside("请看https://shop.example/订单。谢谢")).toBe(
    `请看${link("https://shop.example/订单")}。谢谢`,
  );
  expect(inside('https://x.example/"onclick="y')).toBe(`${link("https://x.example/")}&quot;onclick=&quot;y`);
  expect(inside("javascript:alert(1) www.shop.example")).toBe("javascript:alert(1) www.shop.example");
});

test("what is set with spaces stays in place", () => {
  expect(inside("a    b\n  c")).toBe("a &nbsp; &nbsp;b<br>&nbsp; c");
});

test("a text made to take long takes no time", () => {
  const long = `https://x${".".repeat(1_000_000)}y`;
  expect(inside(long)).toBe(`<a href="${long}">${long}</a>`);
});
