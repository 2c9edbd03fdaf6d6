import { contentHashOf } from "../parse/content-hash.ts";
import { kindOf } from "../parse/kind-of.ts";
import type { MailKind, ReadMail } from "../parse/mail.ts";
import { newTextOf } from "../parse/new-text.ts";
import { readMail } from "../parse/read-mail.ts";
import { safeHtml } from "../parse/safe-html.ts";

/** All that the bytes of a mail say by themselves. */
export interface Reading {
  mail: ReadMail;
  kind: MailKind;
  /** What its author wrote now. */
  newText: string;
  /** With what it quotes marked, where the new text leaves that out. */
  safeHtml: string | null;
  contentHash: string;
}

/** @throws Error where it is no mail */
export async function read(bytes: Buffer): Promise<Reading> {
  const mail = await readMail(bytes);
  const newText = newTextOf(mail.text);
  const marksQuotes = newText !== mail.text.trim();
  return {
    mail,
    kind: kindOf(mail),
    newText,
    safeHtml: mail.html === null ? null : safeHtml(mail.html, { marksQuotes }),
    contentHash: contentHashOf(mail),
  };
}
