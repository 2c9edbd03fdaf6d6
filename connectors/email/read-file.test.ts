import { expect, test } from "vitest";
import { readFile } from "./read-file.ts";

const read = (lines: string[], type = "message/rfc822") =>
  readFile(type, Buffer.from(lines.join("\r\n"), "latin1"));

const head = [
  "From: =?utf-8?q?J=C3=B6rn?= <joern@client.example>",
  "To: Ann <ann@client.example>, bob@client.example",
  "Cc: eve@client.example",
  "Subject: <b>Plans</b>",
  "Date: Mon, 6 Jan 2025 10:00:00 +0100",
];

test("an attached mail is read with who wrote it to whom, and when", async () => {
  const mail = await read([...head, "Content-Type: text/plain; charset=iso-8859-1", "", "Sch\xf6n."]);
  expect(mail?.title).toBe("<b>Plans</b>");
  expect(mail?.html).toBeUndefined();
  expect(mail?.text.split("\n")).toEqual([
    "From: Jörn <joern@client.example>",
    "Date: 6 Jan 2025, 09:00 UTC",
    "Subject: <b>Plans</b>",
    "To: Ann <ann@client.example>, bob@client.example",
    "Cc: eve@client.example",
    "",
    "Schön.",
  ]);
});

test("its HTML runs nothing, and its head is text", async () => {
  const body = '<p onclick="x()">Hi<script>alert(1)</script><img src="https://spy.example/1.gif">';
  const mail = await read([...head, "Content-Type: text/html", "", body]);
  expect(mail?.html).toContain("<b>Subject:</b> &lt;b&gt;Plans&lt;/b&gt;");
  expect(mail?.html).toContain('<p>Hi<img data-src="https://spy.example/1.gif"');
  expect(mail?.html).not.toMatch(/script|onclick|alert/);
});

test("what is attached to it is named", async () => {
  const parts = [
    "--b",
    "",
    "See it.",
    "--b",
    'Content-Disposition: attachment; filename="a.pdf"',
    "",
    "x",
    "--b--",
  ];
  const mail = await read([...head, "Content-Type: multipart/mixed; boundary=b", "", ...parts]);
  expect(mail?.text).toContain("Attachments: a.pdf\n");
});

test("other files, and what only calls itself a mail, are not read", async () => {
  expect(await read([...head, "", "Hi"], "application/pdf")).toBeUndefined();
  expect(await read(["\0\x01\x02"])).toBeUndefined();
  expect(await read([])).toBeUndefined();
});
