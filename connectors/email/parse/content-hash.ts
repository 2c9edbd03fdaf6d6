import { createHash } from "node:crypto";
import { headerOf } from "./header-of.ts";
import type { Part, ReadMail } from "./mail.ts";
import { readDate } from "./read-date.ts";

/** The same for one mail from whatever folder or server: of the header only what its author wrote counts. */
export function contentHashOf(mail: ReadMail): string {
  const hash = createHash("sha256");
  const add = (value: string | Buffer) => hash.update(value).update("\0");
  add(mail.from?.address.toLowerCase() ?? "");
  add(readDate(headerOf(mail, "date") ?? "")?.toISOString() ?? "");
  add(squeezed(mail.subject));
  add(squeezed(mail.text));
  add(squeezed(mail.html ?? ""));
  for (const part of mail.parts) add(contentOf(part));
  return hash.digest("base64url");
}

const squeezed = (text: string) => text.replace(/\s+/g, "");

const isText = /^(?:text|message)\//;

/** Servers end the lines of text as they like. */
const contentOf = ({ contentType, content }: Part) =>
  isText.test(contentType) ? squeezed(content.toString("latin1")) : content;
