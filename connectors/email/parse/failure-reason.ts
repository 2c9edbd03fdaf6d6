import { causeIn } from "./bounce-words.ts";
import { replyIn, statusIn } from "./enhanced-status.ts";
import type { Failure } from "./failure-of.ts";

const longest = 500;
const reportField = /^(?:status|action|[\w-]{1,40}-(?:recipient|mta|date|id|code)):/i;

/** Why, in the words of the server that refused. */
export function failureReason(failure: Failure, recipient: string | null): string | null {
  const diagnosis = (failure.groups[0]?.get("diagnostic-code") ?? "").replace(/^[\w-]+;/, "").trim();
  const reason = /[a-z]{3}/i.test(diagnosis) ? diagnosis : (inText(failure.text, recipient) ?? diagnosis);
  const short = reason.replace(/\s+/g, " ").trim().slice(0, longest).trim();
  return short === "" ? null : short;
}

/** The paragraph from the line that tells it best, sought after the recipient first. */
function inText(text: string, recipient: string | null): string | null {
  const lines = text.split(/\r?\n/).filter((line) => !reportField.test(line));
  const start = Math.max(
    0,
    lines.findIndex((line) => recipient !== null && line.toLowerCase().includes(recipient.toLowerCase())),
  );
  for (const part of [lines.slice(start), lines.slice(0, start)]) {
    for (const isTelling of tells) {
      const at = part.findIndex(isTelling);
      if (at >= 0) return paragraph(part.slice(at));
    }
  }
  return lines.find((line) => /\p{L}{3}/u.test(line)) ? lines.join("\n") : null;
}

/** What makes a line the reason, the surest first. */
const tells = [
  (line: string) => replyIn(line) !== null && /[a-z]{3}/i.test(line),
  (line: string) => /^\s*(?:reason|error|diagnostic code)\s*:\s*\S/i.test(line),
  (line: string) => causeIn(line) !== null,
  (line: string) => statusIn(line) !== null,
];

/** Up to an empty line or a rule, or to the line of another recipient. */
function paragraph(lines: string[]): string {
  const isEnd = (line: string) => /^[\s\-=|]*$|^\s*-{3,}|^<?[^\s<>@:]{1,64}@[^\s<>@:]{1,250}>?:/.test(line);
  const end = lines.findIndex((line, index) => index > 0 && isEnd(line));
  return lines.slice(0, end < 0 ? lines.length : end).join("\n");
}
