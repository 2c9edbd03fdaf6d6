import type { Envelope, InboundMessage, InboundSender, Trail } from "../../contract.ts";
import { kindOf } from "../parse/kind-of.ts";
import type { MailKind, Part, ReadMail } from "../parse/mail.ts";
import { newTextOf } from "../parse/new-text.ts";
import { readMail } from "../parse/read-mail.ts";
import { safeHtml } from "../parse/safe-html.ts";
import type { Settings } from "../settings.ts";
import { authenticityOf } from "./authenticity-of.ts";
import { envelopeOf } from "./envelope-of.ts";
import { externalIdOf } from "./external-id.ts";
import type { IsOwn } from "./own-addresses.ts";
import { type Report, reportOf } from "./report-of.ts";
import { partnerOf, senderOfMessage } from "./sender-of-message.ts";
import { signedKeysOf } from "./signed-keys.ts";
import { trailOf } from "./trail-of.ts";

/** Whose mailbox it is, and how it signs. */
export interface Reader {
  settings: Settings;
  isOwn: IsOwn;
  sign: (text: string) => string;
}

export interface Given {
  /** The whole mail, or where it is too large its header. */
  bytes: Buffer;
  /** Of the whole, where only the header was fetched. */
  oversize?: number;
  isFromSentFolder: boolean;
}

/** All that a mail says, before any file of it is kept. */
export interface Understood {
  externalId: string;
  report: Report | undefined;
  message: Omit<InboundMessage, "type" | "files" | "html">;
  html: string | undefined;
  parts: Part[];
}

/** Undefined for what is nobody's: a mail in the Sent folder that went to nobody outside. @throws Error where it is no mail */
export async function understand(reader: Reader, given: Given): Promise<Understood | undefined> {
  const mail = await readMail(given.bytes);
  const externalId = externalIdOf(mail, given.oversize);
  const sender = whoseIs(reader, given, mail, externalId);
  if (!sender) return undefined;
  const kind = kindOf(mail);
  const report = reportOf(mail, kind, reader.sign);
  const envelope = envelopeOf(mail, reader.settings, reader.isOwn);
  const text = newTextOf(mail.text);
  return {
    externalId,
    report,
    message: {
      externalId,
      thread: externalId,
      text: cutAt(text, longestText),
      ...sender,
      ...describe(mail, kind, envelope),
      trail: withReported(trailOf(mail, signedKeysOf(mail, reader)), report?.keys ?? []),
      ...(given.oversize !== undefined && { marks: [{ mark: "oversize", detail: String(given.oversize) }] }),
    },
    html: mail.html === null ? undefined : safeHtml(mail.html, { marksQuotes: text !== mail.text.trim() }),
    parts: mail.parts,
  };
}

/** Beyond these nobody reads, and the hub takes no more; the whole is in the message as it came. */
const longestText = 1_000_000;

type Whose = Pick<InboundMessage, "direction" | "authenticity"> & { from: InboundSender };

function whoseIs(reader: Reader, given: Given, mail: ReadMail, externalId: string): Whose | undefined {
  if (given.isFromSentFolder) {
    const from = partnerOf(mail, reader.isOwn);
    return from && { direction: "out", from };
  }
  const authenticity = authenticityOf(mail, reader.settings.authServer);
  return { from: senderOfMessage(mail, externalId, authenticity), authenticity };
}

function describe(mail: ReadMail, kind: MailKind, envelope: Envelope | undefined): Partial<InboundMessage> {
  return {
    ...(mail.subject && { subject: mail.subject }),
    ...(mail.sentAt && { sentAt: mail.sentAt.toISOString() }),
    ...(kind !== "message" && { nature: kind }),
    ...(envelope && { envelope }),
  };
}

/** What a report speaks of it also belongs to, and a report carries no other proof. */
function withReported(trail: Trail, reported: string[]): Trail {
  if (reported.length === 0) return trail;
  const { isForged: _, ...proven } = trail;
  return { ...proven, answers: [...new Set([...trail.answers, ...reported])].slice(0, 50) };
}

const cutAt = (text: string, longest: number) =>
  text.length > longest ? text.slice(0, longest).toWellFormed() : text;
