import { expect, test } from "vitest";
import { fakeMail } from "../parse/fake-mail.ts";
import { externalIdOf } from "./external-id.ts";

const date = "Fri, 20 Nov 2026 09:00:00 +0000";
const mail = (given: Parameters<typeof fakeMail>[0] = {}) =>
  fakeMail({ messageId: "<1@x>", text: "Hello\nthere", header: { date }, ...given });

test("the same mail has the same id, however its lines end and whatever was added on its way", () => {
  const header = { date: "Fri, 20 Nov 2026 10:00:00 +0100", received: "from a by b", "delivered-to": "c@x" };
  const other = mail({ text: "Hello\r\n there  \r\n", header, from: "Ann@Client.example" });
  expect(externalIdOf(other)).toBe(externalIdOf(mail()));
  expect(externalIdOf(mail())).toMatch(/^<1@x>#[\w-]{27}$/);
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
  const ids = [mail(), ...others].map((one) => externalIdOf(one));
  expect(new Set(ids).size).toBe(ids.length);
});

test("without an id of its own, or with one beyond measure, its content alone names it", () => {
  expect(externalIdOf(mail({ messageId: null }))).toMatch(/^[\w-]{27}$/);
  expect(externalIdOf(mail({ messageId: `<${"x".repeat(900)}@x>` }))).toMatch(/^[\w-]{27}$/);
});

test("text is not taken for a part, nor one part for two", () => {
  const one = mail({ text: "", parts: { "text/plain": "ab" } });
  const two = mail({ text: "a", parts: { "text/plain": "b" } });
  expect(externalIdOf(one)).not.toBe(externalIdOf(two));
});
