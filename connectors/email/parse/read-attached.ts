import type { ReadMail } from "./mail.ts";
import { readMail } from "./read-mail.ts";
import { safeHtml } from "./safe-html.ts";

/** An attached mail, as far as somebody reads it. */
export interface AttachedMail extends Pick<ReadMail, "subject" | "from" | "to" | "cc" | "sentAt" | "text"> {
  /** Sanitised. */
  html: string | null;
  /** Names of what is attached to it. */
  files: string[];
}

/** @throws Error with a sentence where the bytes are no mail. */
export async function readAttached(content: Buffer): Promise<AttachedMail> {
  const { subject, from, to, cc, sentAt, text, html, parts } = await readMail(content);
  const files = parts.flatMap(({ filename, isInline }) => (filename && !isInline ? [filename] : []));
  return { subject, from, to, cc, sentAt, text, html: html === null ? null : safeHtml(html), files };
}
