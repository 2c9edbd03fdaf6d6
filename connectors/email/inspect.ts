import { createHash } from "node:crypto";
import { bounceOf } from "./parse/bounce-of.ts";
import { kindOf } from "./parse/kind-of.ts";
import type { Part, ReadMail } from "./parse/mail.ts";
import { newTextOf } from "./parse/new-text.ts";
import { readMail } from "./parse/read-mail.ts";
import { safeHtml } from "./parse/safe-html.ts";
import { splitMbox } from "./parse/split-mbox.ts";

/** What the connector makes of each mail of a file, which may be an mbox; what is no mail gives its error. */
export async function* inspect(file: string, bytes: Buffer): AsyncGenerator<object> {
  for (const message of splitMbox(bytes)) {
    try {
      yield describe(file, await readMail(message));
    } catch (error) {
      yield { file, error: error instanceof Error ? error.message : String(error) };
    }
  }
}

function describe(file: string, mail: ReadMail): object {
  const kind = kindOf(mail);
  return {
    file,
    from: mail.from,
    to: mail.to,
    cc: mail.cc,
    replyTo: mail.replyTo,
    subject: mail.subject,
    text: newTextOf(mail.text),
    fullText: mail.text,
    html: mail.html === null ? null : safeHtml(mail.html),
    attachments: mail.parts.map(describePart),
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    sentAt: mail.sentAt?.toISOString() ?? null,
    kind,
    ...(kind === "bounce" && { bounce: bounceOf(mail) }),
  };
}

function describePart({ filename, contentType, content, isInline }: Part): object {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { filename, contentType, size: content.length, inline: isInline, sha256 };
}
