import { expect, test } from "vitest";
import { glance } from "./glance.ts";

const look = (...lines: string[]) => glance("message/rfc822", Buffer.from(lines.join("\r\n"), "latin1"));

test("a mail says by its header from whom, what and when it is, in any script", () => {
  const seen = look(
    "From: =?utf-8?b?0JDQvdC90LA=?= <anna@client.example>",
    "Subject: =?utf-8?q?R=C3=BCckfrage?=",
    " zur Rechnung",
    "Date: Fri, 20 Nov 2026 09:00:00 +0100",
    "",
    "Hello",
  );
  expect(seen).toEqual({
    from: { address: "anna@client.example", name: "Анна" },
    subject: "Rückfrage zur Rechnung",
    sentAt: "2026-11-20T08:00:00.000Z",
  });
});

test.each([
  ["nothing", [""]],
  ["no header", ["\0\xff\xfe", "x".repeat(100)]],
  ["nonsense in its header", ["From: <<>>", "Subject : \0", "Date: yesterday", "Fro"]],
])("of %s it says what can be read", (_what, lines) => {
  const { from, sentAt } = look(...lines) ?? {};
  expect([from, sentAt]).toEqual([undefined, undefined]);
});

test("what is no mail is left to others", () => {
  expect(glance("application/pdf", Buffer.from("From: a@b.example"))).toBeUndefined();
});
