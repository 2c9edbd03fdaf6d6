import libmime from "libmime";
import type { GatheredText } from "./gather-text.ts";
import { type MimeNode, tidyFilename } from "./parse-tree.ts";
import { textOfHtml } from "./text-of-html.ts";
import { decompressRtf } from "./tnef/decompress-rtf.ts";
import { readTnef, type Tnef, type TnefFile } from "./tnef/read-tnef.ts";

const deepest = 5;

/**
 * Puts what is in a winmail.dat in its place. Its text is the mail's where the mail has no other; RTF alone, which nobody
 * reads in a browser, becomes a file. One in which nothing can be read stays as it is.
 */
export function openWinmail({ text, html, rest }: GatheredText): GatheredText {
  const opened = rest.map((part) => ({ part, tnef: mayBeTnef(part) ? readTnef(part.content) : undefined }));
  const hasText = (text + (html ?? "")).trim() !== "";
  const body = hasText ? undefined : opened.map(({ tnef }) => tnef && textsOf(tnef)).find(Boolean);
  return {
    text: body?.text ?? text,
    html: body ? body.html : html,
    rest: opened.flatMap(({ part, tnef }) => {
      if (!tnef || !saysAnything(tnef)) return [part];
      const files = filesOf(tnef, 0);
      return hasText || body ? files : [...rtfOf(tnef, "message"), ...files];
    }),
  };
}

function mayBeTnef(part: GatheredText["rest"][number]): boolean {
  if ("contentType" in part && /^application\/(?:vnd\.)?ms-tnef$/.test(part.contentType)) return true;
  return /^win(?:mail)?\.dat$/i.test(part.filename ?? "");
}

const saysAnything = ({ text, html, rtf, files }: Tnef): boolean =>
  (text + html).trim() !== "" ||
  files.some(({ content }) => content.length > 0) ||
  decompressRtf(rtf) !== undefined;

function textsOf({ text, html }: Tnef): { text: string; html: string | null } | undefined {
  if (!(text + html).trim()) return undefined;
  const plain = text.replace(/\r\n?/g, "\n");
  return { text: plain.trim() ? plain : textOfHtml(html), html: html.trim() ? html : null };
}

function filesOf(tnef: Tnef, depth: number): MimeNode[] {
  return tnef.files.filter(({ content }) => content.length > 0).flatMap((file) => openFile(file, depth));
}

/** A message within the message: its text is a file, and its files follow. */
function openFile(file: TnefFile, depth: number): MimeNode[] {
  const inner = depth < deepest ? readTnef(file.content) : undefined;
  if (!inner || !saysAnything(inner)) return [toNode(file)];
  const name = inner.subject || file.filename || "message";
  const { html, text } = inner;
  const [extension, words] = html.trim() ? ["html", html] : ["txt", text];
  const body = words.trim() ? [fileNode(`${name}.${extension}`, Buffer.from(words))] : rtfOf(inner, name);
  return [...body, ...filesOf(inner, depth + 1)];
}

function rtfOf({ rtf }: Tnef, name: string): MimeNode[] {
  const content = decompressRtf(rtf);
  return content ? [fileNode(`${name}.rtf`, content)] : [];
}

function toNode({ filename, contentType, contentId, content }: TnefFile): MimeNode {
  const [type] = /^[\w.+-]+\/[\w.+-]+$/.exec(contentType.trim().toLowerCase()) ?? [];
  const node = fileNode(filename, content);
  return { ...node, ...(type && { contentType: type }), contentId: /[^<>\s]+/.exec(contentId)?.[0] ?? null };
}

function fileNode(name: string, content: Buffer): MimeNode {
  const filename = tidyFilename(name.slice(0, 250));
  const contentType = libmime.detectMimeType(filename ?? "");
  return {
    contentType,
    params: {},
    disposition: "attachment",
    filename,
    contentId: null,
    content,
    children: [],
  };
}
