import { decodeBytes } from "./decode-bytes.ts";
import { decodeWords } from "./decode-words.ts";
import type { HeaderField } from "./mail.ts";
import { makeStorable } from "./make-storable.ts";

const headerLimit = 1024 * 1024;

/** The fields of a mail's header with their words still encoded, for what takes a value apart first. */
export function readRawHeader(bytes: Buffer): HeaderField[] {
  const start = bytes.subarray(0, headerLimit).toString("latin1");
  const end = start.search(/\r?\n\r?\n|\r\r/);
  const head = end < 0 ? start : start.slice(0, end);
  const hint = isAscii(head) ? undefined : /charset\s*=\s*"?([\w.-]{1,40})/i.exec(start)?.[1];
  return head
    .replace(/(?:\r\n|\n|\r)(?=[ \t])/g, "")
    .split(/\r\n|\n|\r/)
    .flatMap((line) => toField(line, hint));
}

export function readHeader(bytes: Buffer): HeaderField[] {
  return readRawHeader(bytes).map(decodeField);
}

export function decodeField({ name, value }: HeaderField): HeaderField {
  return { name, value: makeStorable(decodeWords(value)).replace(/\s+/g, " ").trim() };
}

/** Without escapes, too, which belong to charsets of seven bits. */
const isAscii = (text: string) => !/[^\t\r\n -~]/.test(text);

/** Bytes beyond ASCII have no place in a header, but many mails have them, in the charset of their text. */
function toField(line: string, hint: string | undefined): HeaderField[] {
  const [, name, value = ""] = /^([a-z0-9][\w.!#$%&'*+/^|~-]{0,200})[ \t]*:(.*)$/is.exec(line) ?? [];
  if (!name) return [];
  const text = isAscii(value) ? value : decodeBytes(Buffer.from(value, "latin1"), hint);
  return [{ name: name.toLowerCase(), value: makeStorable(text.replaceAll("\t", " ")).trim() }];
}
