import type { Authenticity, InboundMessage, InboundSender } from "../../contract.ts";
import type { Reading } from "../thread/reading.ts";
import { authenticityOf } from "./authenticity-of.ts";
import { externalIdOf } from "./external-id.ts";
import { partnerOf, senderOfMessage } from "./sender-of-message.ts";
import type { Given, Reader } from "./understand.ts";
import { writerOf } from "./writer-of.ts";

export interface Whose {
  externalId: string;
  sender: Pick<InboundMessage, "direction" | "authenticity"> & { from: InboundSender };
  /** It says that it is by us, and nothing vouches for that. */
  isUnproven?: boolean;
}

/** Begins the external id of what only says that it is by us. */
export const unproven = "unproven-";

/** Who wrote a mail, or whom we wrote to; undefined where we wrote to nobody outside. */
export function whoseIs(
  reader: Reader,
  { isFromSentFolder, oversize }: Given,
  reading: Reading,
): Whose | undefined {
  const { mail, kind } = reading;
  const externalId = externalIdOf(reading, oversize);
  const partner = partnerOf(mail, reader.isOwn);
  const sent = partner && { externalId, sender: { direction: "out" as const, from: partner } };
  if (isFromSentFolder) return sent;
  const authenticity = authenticityOf(mail, reader.settings.authServer);
  // Lists of ours put their own address above what others wrote.
  const isByUs = kind === "message" && reader.isOwn(mail.from?.address ?? "");
  if (!isByUs || !sent) {
    const writer = writerOf(mail, reader.isOwn);
    const isBelieved = isBelievable(reader, { isNamedByList: writer !== mail.from, authenticity });
    const from = senderOfMessage(writer ?? mail.from, externalId, writer !== null && isBelieved);
    return { externalId, sender: { from, authenticity } };
  }
  if (authenticity === "passed") return sent;
  // Anybody can write our address above a mail; the one in the Sent folder must not pass for the same.
  const otherId = `${unproven}${externalId}`;
  const from = senderOfMessage(mail.from, otherId, false);
  return { externalId: otherId, sender: { from, authenticity }, isUnproven: true };
}

/** Whose domain is asked about is the list's where that names the writer, so what nothing vouches for may be anybody's. */
function isBelievable(
  { settings }: Reader,
  { isNamedByList, authenticity }: { isNamedByList: boolean; authenticity: Authenticity },
): boolean {
  return isNamedByList && settings.authServer ? authenticity === "passed" : authenticity !== "failed";
}
