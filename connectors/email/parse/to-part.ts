import libmime from "libmime";
import type { Part } from "./mail.ts";
import { makeStorable } from "./make-storable.ts";
import type { MimeNode } from "./parse-tree.ts";
import { readHeader } from "./read-header.ts";
import type { UuencodedFile } from "./take-out-uuencoded.ts";

/** What is not text of its own, as a part of the mail whose HTML is given. */
export function toPart(part: MimeNode | UuencodedFile, html: string): Part {
  if (!("contentType" in part)) {
    const contentType = libmime.detectMimeType(part.filename);
    return { ...part, contentType, isInline: false, contentId: null };
  }
  const { contentType, content } = part;
  const contentId = part.contentId && makeStorable(part.contentId);
  const filename = part.filename ?? (contentType === "message/rfc822" ? nameOfMail(content) : null);
  return { filename, contentType, content, contentId, isInline: isShown(contentId, html) };
}

function nameOfMail(content: Buffer): string {
  const subject = readHeader(content).find(({ name }) => name === "subject")?.value ?? "";
  const name = subject
    .replace(/[\p{Cc}/\\:*?"<>|]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  return `${Array.from(name).slice(0, 100).join("").trim() || "mail"}.eml`;
}

function isShown(contentId: string | null, html: string): boolean {
  if (!contentId) return false;
  return html.includes(`cid:${contentId}`) || html.includes(`cid:${encodeURIComponent(contentId)}`);
}
