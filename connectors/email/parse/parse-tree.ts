import libmime from "libmime";
import { type AttachmentStream, MailParser } from "mailparser";
import { decodeWords } from "./decode-words.ts";
import { makeStorable } from "./make-storable.ts";
import { readRawHeader } from "./read-header.ts";
import { undoEncoding } from "./undo-encoding.ts";

/** A part of a mail, or many of them. */
export interface MimeNode {
  contentType: string;
  /** Of the content type: `charset`, `format`, `delsp`. */
  params: Record<string, string>;
  disposition: string | null;
  filename: string | null;
  contentId: string | null;
  /** Its transfer encoding undone; empty for a multipart. */
  content: Buffer;
  children: MimeNode[];
}

/** What the parser keeps of a part; its types do not tell. */
interface ParserNode {
  contentType: string | false;
  headerLines: { key: string; line: string }[];
  children: ParserNode[];
}

type Internals = MailParser & { textTypes: string[]; tree: ParserNode | false };

/** @throws Error where the mail is beyond the parser's limits. */
export async function parseTree(bytes: Buffer): Promise<MimeNode | null> {
  // An attached mail is one part: what is attached to it is its own.
  const parser = withInternals(new MailParser({ ignoreEmbedded: true } as object));
  // No part is text to the parser: it would decode it in whatever charset it claims to be in, and mend nothing.
  parser.textTypes = [];
  const contents = collectContents(parser);
  const { header, body } = contentFields(bytes);
  parser.write(header);
  parser.end(body);
  const leaves = await contents;
  return parser.tree ? toNode(parser.tree, leaves.values(), "") : null;
}

/** The parser reads every field, addresses above all, and all of that is read elsewhere: it gets those that tell of the body. */
function contentFields(bytes: Buffer): { header: Buffer; body: Buffer } {
  const [end] = ["\r\n\r\n", "\n\n"]
    .map((blank) => ({ at: bytes.indexOf(blank), length: blank.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at);
  if (!end) return { header: bytes, body: Buffer.alloc(0) };
  const fields = bytes.toString("latin1", 0, end.at).split(/\r?\n(?![ \t])/);
  const kept = fields.filter((field) => /^(?:content-|mime-version\s*:)/i.test(field));
  const header = Buffer.from([...kept, "", ""].join("\r\n"), "latin1");
  return { header, body: bytes.subarray(end.at + end.length) };
}

/** The fields are there in the release that package.json names. */
function withInternals(parser: MailParser): Internals {
  return parser as Internals;
}

function collectContents(parser: MailParser): Promise<Buffer[]> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer[]>();
  const leaves: Buffer[] = [];
  parser.on("data", (data: AttachmentStream | { type: "text" }) => {
    if (data.type !== "attachment") return;
    const chunks: Buffer[] = [];
    data.content.on("data", (chunk: Buffer) => chunks.push(chunk));
    data.content.on("end", () => {
      leaves.push(Buffer.concat(chunks));
      data.release();
    });
  });
  parser.on("error", reject);
  parser.on("end", () => resolve(leaves));
  return promise;
}

const isMultipart = /^multipart\//i;

function toNode(node: ParserNode, leaves: Iterator<Buffer>, parentType: string): MimeNode {
  const header = readRawHeader(Buffer.from(node.headerLines.map(({ line }) => line).join("\r\n"), "latin1"));
  const field = (name: string) => header.find((one) => one.name === name)?.value ?? "";
  const type = libmime.parseHeaderValue(field("content-type"));
  const disposition = libmime.parseHeaderValue(field("content-disposition"));
  const filename = tidyFilename(disposition.params.filename || type.params.name || "");
  const contentType = contentTypeOf(node.contentType || "", filename, parentType, field("content-type"));
  const content = isMultipart.test(node.contentType || "") ? undefined : leaves.next().value;
  return {
    contentType,
    params: type.params,
    disposition: disposition.value ? disposition.value.toLowerCase() : null,
    filename,
    contentId: /[^<>\s]+/.exec(field("content-id"))?.[0] ?? null,
    content: undoEncoding(content ?? Buffer.alloc(0), field("content-transfer-encoding")),
    children: node.children.map((child) => toNode(child, leaves, contentType)),
  };
}

/** Without the path that some programs write before it. */
export function tidyFilename(name: string): string | null {
  const [last = ""] = makeStorable(decodeWords(name)).split(/[/\\]/).slice(-1);
  return last.replace(/[\p{Cc}]+/gu, " ").trim() || null;
}

function contentTypeOf(parsed: string, filename: string | null, parentType: string, field: string): string {
  if (parentType === "multipart/digest" && !field) return "message/rfc822";
  const [type] = /^[\w.+-]+\/[\w.+-]+/.exec(parsed) ?? [];
  if (!type && isMultipart.test(parsed)) return "multipart/mixed";
  if (!type) return /^(text)?$/.test(parsed) ? "text/plain" : "application/octet-stream";
  const isUnnamed = type === "application/octet-stream" && filename;
  return isUnnamed ? libmime.detectMimeType(filename) : type;
}
