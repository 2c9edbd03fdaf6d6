import type { InboundMessage } from "../../contract.ts";
import { headerOf } from "../parse/header-of.ts";
import type { MailKind, ReadMail } from "../parse/mail.ts";
import type { Reader } from "./understand.ts";

/** Absent for a message, which is also what comes over a list that leads to this mailbox, or answers what we sent. */
export function natureOf(
  mail: ReadMail,
  kind: MailKind,
  answers: string[],
  reader: Reader,
): InboundMessage["nature"] {
  if (kind === "message") return undefined;
  if (kind === "list" && (answers.length > 0 || leadsHere(mail, reader))) return undefined;
  return kind;
}

function leadsHere(mail: ReadMail, { settings, isOwn }: Reader): boolean {
  const [listId = ""] = /[^<>\s]+(?=>?\s*$)/.exec(headerOf(mail, "list-id") ?? "") ?? [];
  const own = [settings.address, ...settings.aliases];
  if (own.some((address) => address.replace("@", ".") === listId.toLowerCase())) return true;
  const posts = (headerOf(mail, "list-post") ?? "").matchAll(/<mailto:([^<>?]+)/gi);
  if ([...posts].some(([, address = ""]) => isOwn(address.trim()))) return true;
  // Newsletters also come to our address, but not as the mail of a list that one writes to.
  const isOfMembers = /^list$/i.test(headerOf(mail, "precedence") ?? "");
  return isOfMembers && mail.to.some(({ address }) => isOwn(address));
}
