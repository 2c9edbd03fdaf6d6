import type { Failure } from "./failure-of.ts";
import { headerOf } from "./header-of.ts";
import type { ReadMail } from "./mail.ts";
import { returnedPart } from "./sender-of.ts";

const address = /[^\s<>;,:"'()[\]\\|{}]{1,128}@[^\s<>;,:"'()[\]\\|{}]{0,250}[^\s<>;,:"'()[\]\\|{}.]/;
const addresses = new RegExp(address, "g");
const atStart = new RegExp(`^[\\s<"*(>]*(${address.source})`);

/** The address that a mail did not reach: from the report, else from the text around the failure. */
export function failedRecipient(mail: ReadMail, failure: Failure): string | null {
  const group = failure.groups[0];
  const named = ["final-recipient", "original-recipient"].map((name) => group?.get(name) ?? "");
  for (const field of [...named, headerOf(mail, "x-failed-recipients") ?? ""]) {
    const found = address.exec(field)?.[0];
    if (found) return found;
  }
  return (
    inText(mail, failure.text) ??
    inReturned(mail, failure.returned) ??
    atLineStart(failure.text.split(/\r?\n/))[0] ??
    null
  );
}

/** Systems begin a line, or end one, with the address; its own, the reader's and that of a helpdesk are not meant. */
function inText(mail: ReadMail, text: string): string | null {
  const lines = text.split(/\r?\n/).filter((line) => !/^\s*(?:from|to|message-id|reply-to):/i.test(line));
  const helpers = lines
    .filter((line) => /contact <?\S+@/i.test(line))
    .flatMap((line) => line.match(addresses) ?? []);
  const known = [mail.from, ...mail.to].map((other) => other?.address ?? "");
  const others = new Set([...known, ...helpers].map((other) => other.toLowerCase()));
  const isMeant = (found: string) => !others.has(found.toLowerCase());
  const all = lines.flatMap((line) => line.match(addresses) ?? []);
  return atLineStart(lines).find(isMeant) ?? all.find(isMeant) ?? null;
}

const atLineStart = (lines: string[]) => lines.flatMap((line) => atStart.exec(line)?.[1] ?? []);

/** The last resort: whom the returned mail was for. */
function inReturned(mail: ReadMail, returned: string): string | null {
  const content = returnedPart(mail)?.content.toString("utf8", 0, 20_000);
  const header = content?.split(/\r?\n\r?\n/)[0] ?? returned;
  const to = /^[ \t]*to:(.*)$/im.exec(header)?.[1] ?? "";
  return address.exec(to)?.[0] ?? null;
}
