import { tellsArrivalInWords, tellsFailureInWords } from "./bounce-words.ts";
import { readStatusGroups, reportTextOf, type StatusGroup, tellsFailure } from "./delivery-status.ts";
import { replyIn, statusIn } from "./enhanced-status.ts";
import type { ReadMail } from "./mail.ts";
import { returnsMail, senderOf } from "./sender-of.ts";

/** What a mail system wrote of a mail it could not deliver (yet). */
export interface Failure {
  /** Of the recipients it failed for, in the order of the report. Empty where there is no report. */
  groups: StatusGroup[];
  /** What the system wrote for people, without the mail that it returns. */
  text: string;
  /** The returned mail, as far as the text holds it. */
  returned: string;
}

const longest = 20_000;

/** Null where the mail is no failed delivery. */
export function failureOf(mail: ReadMail): Failure | null {
  const sender = senderOf(mail);
  if (sender === "person") return null;
  const report = reportTextOf(mail);
  const [text, returned] = splitReturned((mail.text.trim() === "" ? report : mail.text).slice(0, longest));
  const reported = readStatusGroups(report);
  const groups = reported.length > 0 ? reported : readStatusGroups(text);
  if (groups.length > 0) {
    const failed = groups.filter(tellsFailure);
    return failed.length > 0 ? { groups: failed, text, returned } : null;
  }
  const isFailure =
    sender === "daemon" ? !tellsOnlyArrival(mail, text) : isFailedDelivery(mail, text, returned);
  return isFailure ? { groups, text, returned } : null;
}

/** The system's own words, and what it returned below them. */
function splitReturned(text: string): [string, string] {
  const starts = [marker, header].map((pattern) => pattern.exec(text)?.index ?? text.length);
  const end = Math.min(...starts.filter((start) => text.slice(0, start).trim().length > 40), text.length);
  return [text.slice(0, end), text.slice(end)];
}

const marker =
  /^(?:.{0,40}(?:copy of (?:the|your) (?:original )?(?:message|mail)|(?:original|returned|unsent) (?:message|mail) follow|(?:message|mail) (?:headers?|text) follow|header of the original).{0,60}|[\s\-=|#*]{3,60}(?:original|returned|unsent) (?:message|mail)\b.{0,60}|original message:?\s*)$/im;
const header = /^(?:Received|Return-Path|DKIM-Signature|X-Received): ?\S/im;

function tellsOnlyArrival(mail: ReadMail, text: string): boolean {
  const words = `${mail.subject}\n${text}`;
  return tellsArrivalInWords(words) && !tellsFailureInWords(words);
}

/** An absent colleague's machine has a null envelope too, so a failure told in passing is not enough. */
function isFailedDelivery(mail: ReadMail, text: string, returned: string): boolean {
  if (tellsFailureInWords(mail.subject)) return true;
  if (!tellsFailureInWords(text)) return false;
  return returned !== "" || returnsMail(mail) || statusIn(text) !== null || replyIn(text) !== null;
}
