import { isTitledAutoReply } from "./auto-reply.ts";
import { headerOf } from "./header-of.ts";
import type { ReadMail } from "./mail.ts";

const daemonName = /^(?:mailer-?daemon|mail deliver(?:y|er)? (?:sub)?system)/i;
const daemonAddress = /^(?:mailer-?daemon|mail\.delivery\.system)(?:@|$)/i;
const nullPath = /^<?\s*(?:mailer-daemon(?:@[^>]*)?)?>?$/i;
const answered = /^\s*(?:re|aw|sv|fwd?|wg|tr|rv)\s*:/i;

/** `daemon` writes of nothing but deliveries; `machine` may write of anything, so its words decide; `person` of neither. */
export function senderOf(mail: ReadMail): "daemon" | "machine" | "person" {
  const { address = "", name = "" } = mail.from ?? {};
  const type = headerOf(mail, "content-type") ?? "";
  const isReport = /^multipart\/report/i.test(type);
  if (isReport && /report-type\s*=\s*"?(?:feedback|disposition)/i.test(type)) return "person";
  if (daemonAddress.test(address) || daemonName.test(name)) return "daemon";
  if (isReport) return "machine";
  if (headerOf(mail, "x-failed-recipients")) return "daemon";
  if (answered.test(mail.subject) || isTitledAutoReply(mail)) return "person";
  if (address === "" || /^postmaster(?:@|$)/i.test(address)) return "machine";
  if (nullPath.test(headerOf(mail, "return-path") ?? "none")) return "machine";
  // A shop's no-reply speaks of parcels not delivered, too: only with the mail returned is it a mail system.
  const isNotice = /^\s*\{[\s\S]{0,2000}notificationType/.test(mail.text);
  return isNotice || (/^no-?reply@/i.test(address) && returnsMail(mail)) ? "machine" : "person";
}

/** Whether the mail that it speaks of, or its header, is with it. */
export const returnsMail = (mail: ReadMail): boolean => returnedPart(mail) !== undefined;

export const returnedPart = (mail: ReadMail) =>
  mail.parts.find((part) => /^(?:message\/rfc822|text\/rfc822-headers)$/.test(part.contentType));
