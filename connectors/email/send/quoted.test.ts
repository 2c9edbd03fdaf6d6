import { expect, test } from "vitest";
import type { Letter, Quoted } from "../../contract.ts";
import { newTextOf } from "../parse/new-text.ts";
import { readMail } from "../parse/read-mail.ts";
import { composeMail } from "./compose-mail.ts";
import { testContext, testMessage } from "./test-context.ts";

const question: Quoted = {
  kind: "answered",
  from: { address: "ann@client.example", name: "Ann Smith" },
  to: [{ address: "help@shop.example" }],
  cc: [],
  subject: "Where is it?",
  at: "2026-01-01T22:30:00.000Z",
  text: "Where is my order?\r\n\r\n> We sent it.\nAnn",
};

async function compose(quoted: Partial<Quoted>, letter: Partial<Letter> = {}, text = "It is on its way.") {
  const message = testMessage({ text }, { quoted: { ...question, ...quoted }, ...letter });
  const { bytes } = await composeMail(testContext(), message);
  const read = await readMail(bytes);
  return { text: read.text, html: read.html ?? "" };
}

test("an answer quotes what it answers below its text, each level marked", async () => {
  const { text } = await compose({});
  expect(text).toBe(
    [
      "It is on its way.",
      "",
      "On 1 Jan 2026, 22:30 UTC, Ann Smith wrote:",
      "> Where is my order?",
      ">",
      ">> We sent it.",
      "> Ann",
    ].join("\n"),
  );
});

test("what was written now is found above what it quotes, in any script and without a name", async () => {
  for (const from of [
    { address: "ann@client.example", name: "Анна Смит" },
    { address: "ann@client.example" },
    { address: "ann@client.example", name: "on,\r\nevil: wrote:" },
  ]) {
    const { text } = await compose({ from }, {}, "Он уже в пути.");
    expect(newTextOf(text)).toBe("Он уже в пути.");
  }
});

test("the HTML holds the quote as it was, in a quote of its own", async () => {
  const { html } = await compose(
    { from: { address: "a@x.example", name: "<i>Ann</i>" }, html: "<p>Where is <b>my</b> order?</p>" },
    { html: "<p>It is <i>on its way</i>.</p>" },
  );
  expect(html).toMatch(
    /<p>It is <i>on its way<\/i>\.<\/p>[\s\S]*&lt;i&gt;Ann&lt;\/i&gt; wrote:<\/p>\s*<blockquote type="cite"[^>]*><p>Where is <b>my<\/b> order\?<\/p><\/blockquote>/,
  );
});

test("a quote without HTML becomes some", async () => {
  const { html } = await compose({ text: "1 < 2" });
  expect(html).toMatch(/<blockquote type="cite"[^>]*><p dir="auto">1 &lt; 2<\/p><\/blockquote>/);
});

test("of who is not known nothing stands in the head of what is passed on", async () => {
  const { text } = await compose({
    kind: "forwarded",
    from: { address: "", name: "Anna" },
    to: [{ address: "" }],
    subject: "",
  });
  expect(text).toContain(
    "---------- Forwarded message ----------\nFrom: Anna\nDate: 1 Jan 2026, 22:30 UTC\n\nWhere",
  );
});

test("what is passed on stands below its head, unquoted, and stays with few words above it", async () => {
  const { text, html } = await compose(
    { kind: "forwarded", cc: [{ address: "cecil@client.example", name: "Cecil" }] },
    {},
    "For you.",
  );
  expect(text).toBe(
    [
      "For you.",
      "",
      "---------- Forwarded message ----------",
      "From: Ann Smith <ann@client.example>",
      "Date: 1 Jan 2026, 22:30 UTC",
      "Subject: Where is it?",
      "To: help@shop.example",
      "Cc: Cecil <cecil@client.example>",
      "",
      "Where is my order?",
      "",
      "> We sent it.",
      "Ann",
    ].join("\n"),
  );
  expect(newTextOf(text)).toBe(text);
  expect(html).toContain("From: Ann Smith &lt;ann@client.example&gt;<br>Date: 1 Jan 2026, 22:30 UTC<br>");
});
