import { causeIn, tellsDelay } from "./bounce-words.ts";
import { actionOf, type StatusGroup } from "./delivery-status.ts";
import { isExact, replyIn, statusIn } from "./enhanced-status.ts";
import { failedRecipient } from "./failed-recipient.ts";
import { type Failure, failureOf } from "./failure-of.ts";
import { failureReason } from "./failure-reason.ts";
import type { Bounce, ReadMail } from "./mail.ts";

/** What the mail says of the first recipient it failed for; null where it is no bounce. */
export function bounceOf(mail: ReadMail): Bounce | null {
  const failure = failureOf(mail);
  if (!failure) return null;
  const group: StatusGroup = failure.groups[0] ?? new Map();
  const recipient = failedRecipient(mail, failure);
  const reason = failureReason(failure, recipient);
  const isDelay = isDelayed(mail, group, failure);
  const said = saidStatus(group, reason, failure);
  const cause = causeIn(reason ?? "") ?? causeIn(mail.subject) ?? causeIn(failure.text);
  const reply = replyIn(reason ?? "");
  const isTemporary = reply ? reply.startsWith("4") : isDelay || (cause !== null && !cause.permanent);
  const derived = cause || reply ? `${isTemporary ? 4 : 5}.${cause?.detail ?? "0.0"}` : null;
  const status = said ?? derived;
  const permanent = status ? status.startsWith("5") : !isDelay;
  return { recipient, status, reason, permanent: permanent && !isDelay };
}

function isDelayed(mail: ReadMail, group: StatusGroup, failure: Failure): boolean {
  const action = actionOf(group);
  return action
    ? action === "delayed" || action === "expired"
    : tellsDelay(`${mail.subject}\n${failure.text}`);
}

/** The failing server's own code says more than that of the system which reports it, unless it says nothing. */
function saidStatus(group: StatusGroup, reason: string | null, failure: Failure): string | null {
  const diagnosed = statusIn(group.get("diagnostic-code") ?? "");
  const reported = /^[45]\.\d{1,3}\.\d{1,3}/.exec(group.get("status") ?? "")?.[0] ?? null;
  const codes = [diagnosed, reported].filter((code) => code !== null);
  // With several recipients the text may speak of another, and of an earlier try.
  const words = failure.groups.length > 1 ? [reason ?? ""] : [reason ?? "", failure.text];
  const told = words.map(statusIn).filter((code) => code !== null);
  const fitting = told.filter((code) => !codes[0] || code[0] === codes[0][0]);
  return codes.find(isExact) ?? fitting.find(isExact) ?? codes[0] ?? told[0] ?? null;
}
