import type { Correspondent, Quoted } from "../../contract.ts";
import { escapeHtml, htmlOfText } from "./html-of-text.ts";
import { oneLine } from "./one-line.ts";

const quoteStyle = "margin:0 0 0 0.8ex;border-left:1px solid #cccccc;padding-left:1ex";

/** What stands below the text: the mail that it answers, quoted, or the one that it passes on. */
export function quotedText(quoted: Quoted): string {
  const text = quoted.text.replace(/\r\n?/g, "\n").trimEnd();
  if (quoted.kind === "forwarded") return `${forwardedHead(quoted).join("\n")}\n\n${text}`;
  const lines = text
    .split("\n")
    .map((line) => (line === "" || line.startsWith(">") ? `>${line}` : `> ${line}`));
  return [attribution(quoted), ...lines].join("\n");
}

export function quotedHtml(quoted: Quoted): string {
  const html = quoted.html ?? htmlOfText(quoted.text);
  if (quoted.kind === "forwarded")
    return `<p>${forwardedHead(quoted).map(escapeHtml).join("<br>")}</p>\n<div>${html}</div>`;
  const head = `<p>${escapeHtml(attribution(quoted))}</p>`;
  return `${head}\n<blockquote type="cite" style="${quoteStyle}">${html}</blockquote>`;
}

const attribution = ({ at, from }: Quoted) =>
  `On ${when(at)}, ${oneLine(from.name ?? "") || from.address} wrote:`;

function forwardedHead({ from, to, cc, subject, at }: Quoted): string[] {
  return [
    "---------- Forwarded message ----------",
    ...line("From", listed([from])),
    ...line("Date", when(at)),
    ...line("Subject", oneLine(subject)),
    ...line("To", listed(to)),
    ...line("Cc", listed(cc)),
  ];
}

const line = (label: string, value: string) => (value ? [`${label}: ${value}`] : []);

const listed = (people: Correspondent[]) =>
  people
    .map(({ address, name }) => oneLine(name && address ? `${name} <${address}>` : name || address))
    .filter(Boolean)
    .join(", ");

const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

const when = (at: string) => `${dates.format(new Date(at))} UTC`;
