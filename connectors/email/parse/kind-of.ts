import { isAutoReply } from "./auto-reply.ts";
import { readStatusGroups, reportTextOf } from "./delivery-status.ts";
import { failureOf } from "./failure-of.ts";
import { headerOf } from "./header-of.ts";
import type { MailKind, ReadMail } from "./mail.ts";
import { senderOf } from "./sender-of.ts";

export function kindOf(mail: ReadMail): MailKind {
  if (failureOf(mail)) return "bounce";
  if (isReceipt(mail)) return "receipt";
  if (isInvite(mail)) return "invite";
  if (isAbuseReport(mail) || isAutoReply(mail)) return "auto-reply";
  if (isList(mail)) return "list";
  return "message";
}

/** RFC 8098; and where a mail system tells of no failure, the mail arrived (RFC 3464, section 2.3.3). */
function isReceipt(mail: ReadMail): boolean {
  if (
    reportTypeOf(mail) === "disposition-notification" ||
    hasPart(mail, "message/disposition-notification")
  ) {
    return true;
  }
  const sender = senderOf(mail);
  return sender === "daemon" || (sender === "machine" && readStatusGroups(reportTextOf(mail)).length > 0);
}

const scheduling = /^METHOD(?:;[^:\r\n]*)?:(?:REQUEST|CANCEL|REPLY|COUNTER|DECLINECOUNTER|REFRESH|ADD)\s*$/im;

/** Scheduling (RFC 5546), or a calendar file that nobody wrote a word with. */
function isInvite(mail: ReadMail): boolean {
  const calendars = mail.parts.filter(
    ({ contentType, filename }) =>
      /^(?:text\/calendar|application\/ics)$/.test(contentType) || /\.ics$/i.test(filename ?? ""),
  );
  if (calendars.length === 0) return false;
  if (mail.text.trim() === "") return true;
  return calendars.some(
    ({ contentType, content }) =>
      contentType === "text/calendar" && scheduling.test(content.toString("utf8")),
  );
}

/** RFC 5965. A machine's word on a mail we sent, that nobody waits for an answer to. */
function isAbuseReport(mail: ReadMail): boolean {
  if (reportTypeOf(mail) === "feedback-report" || hasPart(mail, "message/feedback-report")) return true;
  // Microsoft's junk mail reports are the mail itself, and no report of it.
  return mail.from?.address === "staff@hotmail.com" && /^complaint about message/i.test(mail.subject.trim());
}

/** RFC 2919, RFC 2369. Newsletters of companies often have no List-Id. */
function isList(mail: ReadMail): boolean {
  if (headerOf(mail, "list-id")) return true;
  const isOfList = ["list-unsubscribe", "list-post"].some((name) => headerOf(mail, name));
  return isOfList && /^(?:bulk|list)$/i.test(headerOf(mail, "precedence") ?? "");
}

const hasPart = (mail: ReadMail, contentType: string): boolean =>
  mail.parts.some((part) => part.contentType === contentType);

function reportTypeOf(mail: ReadMail): string | null {
  const type = headerOf(mail, "content-type") ?? "";
  if (!/^multipart\/report/i.test(type)) return null;
  return /report-type\s*=\s*"?([a-z-]+)/i.exec(type)?.[1]?.toLowerCase() ?? null;
}
