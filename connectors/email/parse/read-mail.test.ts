import { expect, test } from "vitest";
import { readMail } from "./read-mail.ts";

/** Lines end as on the wire; each character is one byte. */
const bytesOf = (text: string) => Buffer.from(text.replace(/\r?\n/g, "\r\n"), "latin1");
const read = (text: string) => readMail(bytesOf(text));
const readFrom = async (from: string) => (await read(`From: ${from}\nSubject: x\n\nx`)).from;
const readTo = async (to: string) => (await read(`From: a@b.example\nTo: ${to}\n\nx`)).to;
const readSubject = async (subject: string | Buffer) =>
  (await readMail(Buffer.concat([Buffer.from("Subject: "), Buffer.from(subject), Buffer.from("\r\n\r\nx")])))
    .subject;
const readText = async (header: string, body: string | Buffer) =>
  (await readMail(Buffer.concat([Buffer.from(`Subject: x\r\n${header}\r\n\r\n`), Buffer.from(body)]))).text;

test("a plain mail is read with all that its header says", async () => {
  const mail = await read(`From: "Doe, John" <john@example.com>
To: Help <help@example.org>,
\tann@example.com
Cc: Team: bob@example.com, "Eve (x)" <eve@example.com>;
Reply-To: <replies@example.com>
Subject: The printer
 smokes
Date: Mon, 6 Jan 2025 10:00:00 +0100
Message-ID: <one@example.com>
In-Reply-To: <zero@example.com>
References: <first@example.com>
 <zero@example.com>

It does.
`);
  expect(mail).toMatchObject({
    from: { name: "Doe, John", address: "john@example.com" },
    to: [
      { name: "Help", address: "help@example.org" },
      { name: "", address: "ann@example.com" },
    ],
    cc: [
      { name: "", address: "bob@example.com" },
      { name: "Eve (x)", address: "eve@example.com" },
    ],
    replyTo: [{ name: "", address: "replies@example.com" }],
    subject: "The printer smokes",
    text: "It does.\n",
    html: null,
    parts: [],
    messageId: "<one@example.com>",
    inReplyTo: "<zero@example.com>",
    references: ["<first@example.com>", "<zero@example.com>"],
    sentAt: new Date("2025-01-06T09:00:00Z"),
  });
  expect(mail.header[4]).toEqual({ name: "subject", value: "The printer smokes" });
});

test.each([
  ["John Doe john@example.com", "John Doe", "john@example.com"],
  ['"a@b.example" <c@d.example>', "a@b.example", "c@d.example"],
  ["Doe, John <john@example.com>", "Doe, John", "john@example.com"],
  ['"John Doe <john@example.com>', "John Doe", "john@example.com"],
  ["john@example.com (John Doe)", "John Doe", "john@example.com"],
  ["'John' <'john@example.com'>", "John", "john@example.com"],
  ["=?utf-8?q?J=C3=B6rn?= <joern@example.com>", "Jörn", "joern@example.com"],
  ["=?utf-8?q?Doe=2C?= =?utf-8?q?_J=C3=B6rn?= <joern@example.com>", "Doe, Jörn", "joern@example.com"],
  ["=?utf-8?b?Sm9obiA8am9obkBleGFtcGxlLmNvbT4=?=", "John", "john@example.com"],
  ["John <john@example.com", "John", "john@example.com"],
  ["<mailto:john@example.com>", "", "john@example.com"],
  ['"john doe"@example.com', "", '"john doe"@example.com'],
  ["Doe [mailto:john@example.com]", "Doe", "john@example.com"],
  ["MAILER-DAEMON <>", "", "MAILER-DAEMON"],
])("From %s", async (from, name, address) => {
  expect(await readFrom(from)).toEqual({ name, address });
});

test("a From without an address takes that of the sender, and none at all is none", async () => {
  const { from } = await read("From: John\nReturn-Path: <john@example.com>\n\nx");
  expect(from).toEqual({ name: "John", address: "john@example.com" });
  expect(await readFrom("<>")).toBeNull();
});

test("empty groups and rubbish in a list of addresses are left out", async () => {
  expect(await readTo("undisclosed-recipients:;")).toEqual([]);
  expect(await readTo("Friends: ;, , ann@example.com; <>, ()")).toEqual([
    { name: "", address: "ann@example.com" },
  ]);
});

test("raw bytes in a subject are read in the charset that they are in", async () => {
  expect(await readSubject("Grüße")).toBe("Grüße");
  expect(await readSubject(Buffer.from("Grüße aus Köln", "latin1"))).toBe("Grüße aus Köln");
  expect(await readSubject(Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]))).toBe("Привет");
  expect(await readSubject(Buffer.from([0x82, 0xa0, 0x82, 0xa2, 0x82, 0xa4]))).toBe("あいう");
  expect(await readSubject("\x1b$B$^$_\x1b(B")).toBe("まみ");
});

test("encoded words are read though they are split, broken or in odd charsets", async () => {
  expect(await readSubject("=?utf-8?b?w7?=\r\n =?utf-8?b?w==?=")).not.toContain("=?");
  expect(await readSubject("=?utf-8?q?Gr=C3?= =?utf-8?q?=BC=C3=9Fe?=")).toBe("Grüße");
  expect(await readSubject("=?ks_c_5601-1987?B?x9GxuQ==?=")).toBe("한국");
  expect(await readSubject("Re: =?utf-8?q?What now? Yes?=")).toBe("Re: What now? Yes");
  expect(await readSubject("=?nonsense?q?Hello?=")).toBe("Hello");
  expect(await readSubject("=?utf-8?q?never ends")).toBe("=?utf-8?q?never ends");
});

test("a text is read whatever its header says of its charset and encoding", async () => {
  const german = "Schöne Grüße";
  expect(await readText("Content-Type: text/plain; charset=iso-8859-1", Buffer.from(german, "latin1"))).toBe(
    german,
  );
  expect(await readText("Content-Type: text/plain; charset=utf-8", Buffer.from(german, "latin1"))).toBe(
    german,
  );
  expect(await readText("Content-Type: text/plain; charset=us-ascii", german)).toBe(german);
  expect(await readText("Content-Type: text/plain; charset=nonsense", german)).toBe(german);
  expect(await readText("Content-Transfer-Encoding: quoted printable", "Gr=C3=BC=\r\n=C3=9Fe")).toBe("Grüße");
  expect(await readText("Content-Transfer-Encoding: 8-bits", german)).toBe(german);
  expect(await readText("Content-Type: text", "Hello")).toBe("Hello");
  expect(await readText("Content-Type: multipart/mixed; boundary=lost", "Hello")).toBe("Hello");
});

test("a mail with HTML only has its text, one with both keeps the plain one", async () => {
  const html = await read("Content-Type: text/html\n\n<h1>Hello</h1><p>Long&nbsp;<b>words</b></p>");
  expect(html).toMatchObject({
    text: "Hello\n\nLong words",
    html: "<h1>Hello</h1><p>Long&nbsp;<b>words</b></p>",
  });
  const both = await read(`Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Plain.
--b
Content-Type: text/html

<p>Rich.</p>
--b--
`);
  expect(both).toMatchObject({ text: "Plain.", html: "<p>Rich.</p>", parts: [] });
});

test("an attached mail is one part with all its bytes, what is attached to it among them", async () => {
  const inner = `From: eve@example.com
Subject: Plans: A/B
Content-Type: multipart/mixed; boundary=i

--i

Inner text.
--i
Content-Type: image/png; name=inner.png
Content-Transfer-Encoding: base64

AAAA
--i--`;
  const mail = await read(`Subject: Fwd
Content-Type: multipart/mixed; boundary=o

--o

Outer text.
--o
Content-Type: message/rfc822
Content-Disposition: inline

${inner}
--o
Content-Type: message/delivery-status

Status: 5.1.1
--o--
`);
  expect(mail.text).toBe("Outer text.");
  expect(mail.parts).toMatchObject([
    { contentType: "message/rfc822", filename: "Plans A B.eml", content: bytesOf(inner) },
    { contentType: "message/delivery-status", filename: null },
  ]);
});

test("a picture that the HTML shows is inline, another is not", async () => {
  const mail = await read(`Subject: x
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<img src="cid:one@example.com">
--b
Content-Type: image/png; name="=?utf-8?q?=C3=BC.png?="
Content-ID: <one@example.com>
Content-Disposition: inline

a
--b
Content-Type: IMAGE/PNG
Content-ID: <two@example.com>
Content-Disposition: inline; filename*=utf-8''%C3%B6.png

b
--b--
`);
  expect(mail.parts).toMatchObject([
    { filename: "ü.png", contentType: "image/png", isInline: true, contentId: "one@example.com" },
    { filename: "ö.png", contentType: "image/png", isInline: false, contentId: "two@example.com" },
  ]);
});

test("a file that is uuencoded in the text is a part", async () => {
  const mail = await read("Subject: x\n\nSee:\nbegin 644 cat.txt\n#0V%T\n`\nend\nBye.\n");
  expect(mail.text).toBe("See:\nBye.\n");
  expect(mail.parts).toMatchObject([{ filename: "cat.txt", content: Buffer.from("Cat") }]);
});

test("a date that cannot be read is that of the newest Received, or none", async () => {
  const received =
    "Received: from a by b; Tue, 7 Jan 2025 10:00:00 GMT\nReceived: by c; Mon, 6 Jan 2025 10:00:00 GMT\n";
  expect((await read(`${received}Date: soon\n\nx`)).sentAt).toEqual(new Date("2025-01-07T10:00:00Z"));
  expect((await read("Date: soon 1\n\nx")).sentAt).toBeNull();
  expect((await read("Date: 6 Jan 25 10:00 EST\n\nx")).sentAt).toEqual(new Date("2025-01-06T15:00:00Z"));
});

test("rubbish among ids is left out", async () => {
  const mail = await read(
    'Message-ID: one@example.com\nIn-Reply-To:\nReferences: <a@b> rubbish <> <c@d> "x" <a@b>\n\nx',
  );
  expect(mail).toMatchObject({
    messageId: "<one@example.com>",
    inReplyTo: null,
    references: ["<a@b>", "<c@d>"],
  });
});

test("nothing is returned that PostgreSQL would refuse", async () => {
  const mail = await read(`From: A\0nn <ann@example.com>
Subject: =?utf-16be?b?2AAAYQ==?= \0
X-Empty:

a\0b
`);
  expect(mail.subject.isWellFormed()).toBe(true);
  expect(JSON.stringify(mail)).not.toContain("\\u0000");
  expect(mail.text).toBe("ab\n");
});

test("what is no mail is refused with a sentence", async () => {
  await expect(readMail(Buffer.alloc(0))).rejects.toThrow("This is empty.");
  await expect(read("Just some words.\n\nSubject: none\n")).rejects.toThrow("it has no header");
  await expect(readMail(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]))).rejects.toThrow(
    "This is no mail",
  );
});
