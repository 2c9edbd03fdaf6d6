import type { ReadMail } from "./mail.ts";

/** One block of fields of a delivery report, by their names in lower case. */
export type StatusGroup = Map<string, string>;

const reportTypes = new Set(["message/delivery-status", "message/global-delivery-status"]);
const reportedActions = new Set(["failed", "delayed", "delivered", "relayed", "expanded", "expired"]);
const longest = 100_000;

/** The mail's own delivery reports (RFC 3464, RFC 6533). */
export const reportTextOf = (mail: ReadMail): string =>
  mail.parts
    .filter((part) => reportTypes.has(part.contentType))
    .map((part) => part.content.toString("utf8", 0, longest))
    .join("\n\n");

/** What is said of each recipient (RFC 3464, section 2.3), also in the middle of other text. */
export function readStatusGroups(text: string): StatusGroup[] {
  const groups: StatusGroup[] = [];
  let group: StatusGroup = new Map();
  let last: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const match = /^([A-Za-z][A-Za-z0-9-]{0,60}):(.*)$/.exec(line);
    const name = match?.[1]?.toLowerCase();
    if (name && !group.has(name)) {
      group.set(name, match?.[2]?.trim() ?? "");
      last = name;
    } else if (last && /^\s+\S/.test(line)) {
      group.set(last, `${group.get(last)} ${line.trim()}`.trim());
    } else {
      if (group.size > 0) groups.push(group);
      group = new Map(name ? [[name, match?.[2]?.trim() ?? ""]] : []);
      last = name ?? null;
    }
  }
  return [...groups, group].filter(isOfRecipient);
}

/** Some systems leave a field out, so any two of those that only a recipient's group has are enough. */
function isOfRecipient(group: StatusGroup): boolean {
  const hasRecipient = group.has("final-recipient") || group.has("original-recipient");
  const hasStatus = /^[245]\.\d/.test(group.get("status") ?? "");
  return [hasRecipient, hasStatus, reportedActions.has(actionOf(group))].filter(Boolean).length > 1;
}

export const actionOf = (group: StatusGroup): string =>
  /^[a-z]+/.exec((group.get("action") ?? "").toLowerCase())?.[0] ?? "";

/** Whether the group tells of a failure or a delay, and not of mail that arrived. */
export function tellsFailure(group: StatusGroup): boolean {
  const action = actionOf(group);
  if (action) return action === "failed" || action === "delayed" || action === "expired";
  return !/^2/.test(group.get("status") ?? "");
}
