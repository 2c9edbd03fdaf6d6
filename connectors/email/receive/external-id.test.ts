import { expect, test } from "vitest";
import { contentHashOf } from "../parse/content-hash.ts";
import { fakeMail } from "../parse/fake-mail.ts";
import type { ReadMail } from "../parse/mail.ts";
import { externalIdOf } from "./external-id.ts";

const date = "Fri, 20 Nov 2026 09:00:00 +0000";
const mail = (given: Parameters<typeof fakeMail>[0] = {}) =>
  fakeMail({ messageId: "<1@x>", text: "Hello\nthere", header: { date }, ...given });
const idOf = (mail: ReadMail, size?: number) =>
  externalIdOf({ mail, contentHash: contentHashOf(mail) }, size);

test("the same mail has the same id, however its lines end and whatever was added on its way", () => {
  const header = { date: "Fri, 20 Nov 2026 10:00:00 +0100", received: "from a by b", "delivered-to": "c@x" };
  const other = mail({ text: "Hello\r\n there  \r\n", header, from: "Ann@Client.example" });
  expect(idOf(other)).toBe(idOf(mail()));
  expect(idOf(mail())).toMatch(/^<1@x>#[\w-]{27}$/);
});

test("anything else that its author wrote makes another", () => {
  const others = [
    mail({ text: "Hello you" }),
    mail({ from: "eve@client.example" }),
    mail({ subject: "Hi" }),
    mail({ html: "<p>Hello there</p>" }),
    mail({ parts: { "image/png": "\x89" } }),
    mail({ header: { date: "Fri, 20 Nov 2026 09:00:01 +0000" } }),
    mail({ messageId: "<2@x>" }),
  ];
  const ids = [mail(), ...others].map((one) => idOf(one));
  expect(new Set(ids).size).toBe(ids.length);
});

test("without an id of its own, or with one beyond measure, its content alone names it", () => {
  expect(idOf(mail({ messageId: null }))).toMatch(/^[\w-]{27}$/);
  expect(idOf(mail({ messageId: `<${"x".repeat(900)}@x>` }))).toMatch(/^[\w-]{27}$/);
});

test("text is not taken for a part, nor one part for two", () => {
  const one = mail({ text: "", parts: { "text/plain": "ab" } });
  const two = mail({ text: "a", parts: { "text/plain": "b" } });
  expect(idOf(one)).not.toBe(idOf(two));
});

test("of one whose content was not fetched the size tells it from another", () => {
  expect(idOf(mail(), 10)).toBe(idOf(mail(), 10));
  expect(new Set([idOf(mail()), idOf(mail(), 10), idOf(mail(), 11)]).size).toBe(3);
});
