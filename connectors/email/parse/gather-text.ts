import libmime from "libmime";
import { decodeBytes } from "./decode-bytes.ts";
import type { MimeNode } from "./parse-tree.ts";
import { takeOutUuencoded, type UuencodedFile } from "./take-out-uuencoded.ts";
import { textOfHtml } from "./text-of-html.ts";

/** One stretch of a mail's text, in one or both of its forms. */
interface Stretch {
  plain: string;
  html: string;
}

export interface GatheredText {
  text: string;
  html: string | null;
  /** All leaves that are not text, and what was uuencoded within the text. */
  rest: (MimeNode | UuencodedFile)[];
}

/** Puts a mail's own text together from the parts that hold it. */
export function gatherText(root: MimeNode): GatheredText {
  const rest: GatheredText["rest"] = [];
  const stretches = readStretches(root, rest).filter(({ plain, html }) => plain.trim() || html.trim());
  const text = stretches.map(({ plain, html }) => (plain.trim() ? plain : textOfHtml(html))).join("\n");
  const hasHtml = stretches.some(({ html }) => html.trim());
  const html = stretches.map((one) => (one.html.trim() ? one.html : toHtml(one.plain))).join("<br>\n");
  return { text, html: hasHtml ? html : null, rest };
}

function readStretches(node: MimeNode, rest: GatheredText["rest"]): Stretch[] {
  if (node.contentType.startsWith("multipart/")) {
    const stretches = node.children.flatMap((child) => readStretches(child, rest));
    return node.contentType === "multipart/alternative" ? [mergeForms(stretches)] : stretches;
  }
  if (!isText(node)) {
    rest.push(node);
    return [];
  }
  const decoded = decodeBytes(node.content, node.params.charset).replace(/\r\n?/g, "\n");
  if (node.contentType === "text/html") return [{ plain: "", html: decoded }];
  const { text, files } = takeOutUuencoded(unflow(decoded, node.params));
  rest.push(...files);
  return [{ plain: text, html: "" }];
}

function isText({ contentType, disposition, filename }: MimeNode): boolean {
  if (contentType !== "text/plain" && contentType !== "text/html") return false;
  return disposition !== "attachment" && !(disposition && filename);
}

function mergeForms(stretches: Stretch[]): Stretch {
  const join = (form: keyof Stretch) =>
    stretches
      .map((one) => one[form])
      .filter((text) => text.trim())
      .join("\n");
  return { plain: join("plain"), html: join("html") };
}

function unflow(text: string, { format, delsp }: MimeNode["params"]): string {
  return format?.toLowerCase() === "flowed"
    ? libmime.decodeFlowed(text, delsp?.toLowerCase() === "yes")
    : text;
}

function toHtml(text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return escaped.trim().replace(/\n/g, "<br>\n");
}
