import { gatherText } from "./gather-text.ts";
import type { Address, HeaderField, ReadMail } from "./mail.ts";
import { makeStorable } from "./make-storable.ts";
import { openWinmail } from "./open-winmail.ts";
import { type MimeNode, parseTree } from "./parse-tree.ts";
import { readAddresses, readName } from "./read-addresses.ts";
import { readDate } from "./read-date.ts";
import { decodeField, readRawHeader } from "./read-header.ts";
import { readIds } from "./read-ids.ts";
import { toPart } from "./to-part.ts";

/** Reads a mail, however broken. @throws Error with a sentence where the bytes are no mail. */
export async function readMail(bytes: Buffer): Promise<ReadMail> {
  const trimmed = bytes.subarray(startOf(bytes));
  const raw = readRawHeader(trimmed);
  refuseNoMail(trimmed, raw);
  const { text, html, rest } = openWinmail(gatherText(await parseBody(trimmed)));
  const header = raw.map(decodeField);
  const first = (name: string) => header.find((field) => field.name === name && field.value)?.value ?? "";
  return {
    header,
    from: readFrom(raw),
    to: addressesIn(raw, "to"),
    cc: addressesIn(raw, "cc"),
    replyTo: addressesIn(raw, "reply-to"),
    subject: first("subject"),
    text: makeStorable(text),
    html: html === null ? null : makeStorable(html),
    parts: rest.map((part) => toPart(part, html ?? "")),
    messageId: readIds(first("message-id"))[0] ?? null,
    inReplyTo: readIds(first("in-reply-to"))[0] ?? null,
    references: readIds(header.flatMap(({ name, value }) => (name === "references" ? value : [])).join(" ")),
    sentAt: readSentAt(header),
  };
}

/** Some programs write a byte order mark, empty lines or an mbox's `From ` before the header. */
function startOf(bytes: Buffer): number {
  const start = bytes.subarray(0, 4096).toString("latin1");
  return /^(?:\xef\xbb\xbf)?[\r\n]*(?:>?From [^\r\n]*\r?\n)?/.exec(start)?.[0].length ?? 0;
}

const usualFields =
  /^(from|to|cc|subject|date|message-id|received|return-path|mime-version|content-type|sender)$/;

function refuseNoMail(bytes: Buffer, header: HeaderField[]) {
  if (bytes.length === 0) throw new Error("This is empty.");
  if (header.length === 0) throw new Error("This is no mail: it has no header.");
  if (header.some(({ name }) => usualFields.test(name))) return;
  const beginsWithField = /^[a-z][\w-]*[ \t]*:/i.test(bytes.subarray(0, 200).toString("latin1"));
  if (!beginsWithField || bytes.includes(0)) throw new Error("This is no mail: no field of a mail is in it.");
}

/** Multipart mail in which no boundary is found is all text. */
async function parseBody(bytes: Buffer): Promise<MimeNode> {
  const tree = await parseTree(bytes);
  const isLost = !tree || (tree.contentType.startsWith("multipart/") && tree.children.length === 0);
  if (tree && !isLost) return tree;
  const [head = ""] = /^[\s\S]*?\r?\n\r?\n/.exec(bytes.toString("latin1")) ?? [];
  const content = head ? bytes.subarray(head.length) : Buffer.alloc(0);
  const plain = { contentType: "text/plain", params: {}, disposition: null, filename: null, contentId: null };
  return { ...plain, content, children: [] };
}

/** Mail without an author, or with a name only, comes from who sent it. */
function readFrom(header: HeaderField[]): Address | null {
  const [from] = addressesIn(header, "from");
  if (from) return from;
  const name = readName(header.find((field) => field.name === "from")?.value ?? "");
  const [sender] = ["sender", "return-path", "reply-to"].flatMap((field) => addressesIn(header, field));
  return sender ? { address: sender.address, name: name || sender.name } : null;
}

function addressesIn(header: HeaderField[], name: string): Address[] {
  return header.flatMap((field) => (field.name === name ? readAddresses(field.value) : []));
}

/** Received stands newest first, its date behind the last semicolon. */
function readSentAt(header: HeaderField[]): Date | null {
  const dates = header.filter(({ name }) => name === "date").map(({ value }) => value);
  const received = header
    .filter(({ name }) => name === "received")
    .map(({ value }) => value.slice(value.lastIndexOf(";") + 1));
  return [...dates, ...received].map(readDate).find((date) => date !== null) ?? null;
}
