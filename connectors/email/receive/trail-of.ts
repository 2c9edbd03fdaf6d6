import type { Trail } from "../../contract.ts";
import { headerOf } from "../parse/header-of.ts";
import type { ReadMail } from "../parse/mail.ts";
import { topicOf } from "./topic-of.ts";

const mostReferences = 50;

/** By what the hub threads it, besides what our signatures prove. */
export function trailOf(
  mail: ReadMail,
  externalId: string,
  signed: { keys: string[]; isForged: boolean },
): Trail {
  const root = threadIndexOf(mail);
  const named = [mail.inReplyTo, ...mail.references.toReversed(), root].filter((id) => id !== null);
  const references = [...new Set(named)].filter((id) => id !== mail.messageId);
  // The hub takes the first for the mail's own, and a thread has many mails.
  const own = mail.messageId ?? (root && `external:${externalId}`);
  return {
    answers: signed.keys.slice(0, mostReferences),
    ...(signed.isForged && { isForged: true }),
    ids: [own, root].filter((id) => id !== null),
    references: references.slice(0, mostReferences),
    ...topicOf(mail.subject),
  };
}

/** Outlook's answers keep the first 22 bytes of what they answer (MS-OXOMSG, 2.2.1.3), also where References are lost. */
function threadIndexOf(mail: ReadMail): string | null {
  const bytes = Buffer.from((headerOf(mail, "thread-index") ?? "").replace(/\s/g, ""), "base64");
  return bytes.length >= 22 ? `thread-index:${bytes.subarray(0, 22).toString("base64")}` : null;
}
