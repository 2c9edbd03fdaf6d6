import { createHash } from "node:crypto";
import { headerOf } from "../parse/header-of.ts";
import type { Part, ReadMail } from "../parse/mail.ts";
import { readDate } from "../parse/read-date.ts";

/**
 * The same for one mail from whatever folder or server, and another for other content under the same Message-ID: nobody
 * can suppress a mail by using its id first. Of the header only what its author wrote counts; `size` stands for content
 * that was not fetched.
 */
export function externalIdOf(mail: ReadMail, size?: number): string {
  const hash = createHash("sha256");
  const add = (value: string | Buffer) => hash.update(value).update("\0");
  add(mail.from?.address.toLowerCase() ?? "");
  add(readDate(headerOf(mail, "date") ?? "")?.toISOString() ?? "");
  add(squeezed(mail.subject));
  add(squeezed(mail.text));
  add(squeezed(mail.html ?? ""));
  for (const part of mail.parts) add(contentOf(part));
  if (size !== undefined) add(`${size}`);
  return prefixed(mail.messageId, hash.digest("base64url").slice(0, 27));
}

/** Begins the external id of what could not be read. */
export const unreadable = "unreadable-";

/** Of a mail that could not be read; tells whether it is one of ours. */
export function unreadableIdOf({
  bytes,
  isFromSentFolder,
}: {
  bytes: Uint8Array;
  isFromSentFolder: boolean;
}): string {
  const hash = createHash("sha256")
    .update(isFromSentFolder ? "sent" : "")
    .update(bytes);
  return `${unreadable}${hash.digest("base64url").slice(0, 27)}`;
}

const longestId = 400;

function prefixed(messageId: string | null, hash: string): string {
  return messageId && messageId.length <= longestId ? `${messageId}#${hash}` : hash;
}

const squeezed = (text: string) => text.replace(/\s+/g, "");

const isText = /^(?:text|message)\//;

/** Servers end the lines of text as they like. */
const contentOf = ({ contentType, content }: Part) =>
  isText.test(contentType) ? squeezed(content.toString("latin1")) : content;
