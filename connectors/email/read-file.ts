import type { ReadFile } from "../contract.ts";
import type { Address } from "./parse/mail.ts";
import type { AttachedMail } from "./parse/read-attached.ts";
import { escapeHtml } from "./send/html-of-text.ts";
import { askThread } from "./thread/ask-thread.ts";

/** An attached mail with its head above it; undefined for what is none. */
export async function readFile(contentType: string, content: Uint8Array): Promise<ReadFile | undefined> {
  if (contentType.toLowerCase() !== "message/rfc822") return undefined;
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  // A file may call itself a mail and be none: it can still be downloaded.
  const mail = await askThread("attached", bytes).catch(() => undefined);
  if (!mail) return undefined;
  const head = headOf(mail);
  const lines = head.map(([label, value]) => `${label}: ${value}`);
  return {
    title: mail.subject,
    text: `${lines.join("\n")}\n\n${mail.text}`,
    ...(mail.html !== null && { html: `${htmlOf(head)}\n${mail.html}` }),
  };
}

function headOf({ subject, from, to, cc, sentAt, files }: AttachedMail): string[][] {
  return [
    ["From", from ? listed([from]) : ""],
    ["Date", sentAt ? `${dates.format(sentAt)} UTC` : ""],
    ["Subject", subject],
    ["To", listed(to)],
    ["Cc", listed(cc)],
    ["Attachments", files.join(", ")],
  ].filter(([, value]) => value);
}

const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

const listed = (people: Address[]): string =>
  people.map(({ address, name }) => (name ? `${name} <${address}>` : address)).join(", ");

const htmlOf = (head: string[][]): string =>
  `<p>${head.map(([label, value = ""]) => `<b>${label}:</b> ${escapeHtml(value)}`).join("<br>")}</p><hr>`;
