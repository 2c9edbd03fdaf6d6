import type { Envelope, InboundMessage, Trail } from "../../contract.ts";
import type { Part, ReadMail } from "../parse/mail.ts";
import type { Settings } from "../settings.ts";
import { askThread } from "../thread/ask-thread.ts";
import { envelopeOf } from "./envelope-of.ts";
import { natureOf } from "./nature-of.ts";
import type { IsOwn } from "./own-addresses.ts";
import { type Report, reportOf } from "./report-of.ts";
import { signedKeysOf } from "./signed-keys.ts";
import { trailOf } from "./trail-of.ts";
import { whoseIs } from "./whose-is.ts";

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
  const reading = await askThread("whole", given.bytes);
  const { mail, kind, newText, safeHtml } = reading;
  const whose = whoseIs(reader, given, reading);
  if (!whose) return undefined;
  const { externalId, sender, isUnproven } = whose;
  const report = reportOf(mail, kind, reader.sign);
  const envelope = envelopeOf(mail, reader.settings, reader.isOwn);
  const trail = withReported(trailOf(mail, externalId, signedKeysOf(mail, reader)), report?.keys ?? []);
  const nature = natureOf(mail, kind, trail.answers, reader);
  return {
    externalId,
    report,
    message: {
      externalId,
      thread: externalId,
      text: cutAt(newText, longestText),
      ...sender,
      ...describe(mail, envelope),
      ...(nature && { nature }),
      // Its id is for what may yet come from the Sent folder.
      trail: isUnproven ? { ...trail, ids: [`external:${externalId}`] } : trail,
      ...(given.oversize !== undefined && { marks: [{ mark: "oversize", detail: String(given.oversize) }] }),
    },
    html: safeHtml ?? undefined,
    parts: mail.parts,
  };
}

/** Beyond these nobody reads, and the hub takes no more; the whole is in the message as it came. */
const longestText = 1_000_000;

function describe(mail: ReadMail, envelope: Envelope | undefined): Partial<InboundMessage> {
  return {
    ...(mail.subject && { subject: mail.subject }),
    ...(mail.sentAt && { sentAt: mail.sentAt.toISOString() }),
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
