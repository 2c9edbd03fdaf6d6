import type { InboundMessage, InboundSender } from "../../contract.ts";
import type { Reading } from "../thread/reading.ts";
import { authenticityOf } from "./authenticity-of.ts";
import { externalIdOf } from "./external-id.ts";
import { partnerOf, senderOfMessage } from "./sender-of-message.ts";
import type { Given, Reader } from "./understand.ts";

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
  // Lists put their own address above what others wrote.
  const isByUs = kind === "message" && reader.isOwn(mail.from?.address ?? "");
  if (!isByUs || !sent) {
    const from = senderOfMessage(mail, externalId, authenticity !== "failed");
    return { externalId, sender: { from, authenticity } };
  }
  if (authenticity === "passed") return sent;
  // Anybody can write our address above a mail; the one in the Sent folder must not pass for the same.
  const otherId = `${unproven}${externalId}`;
  const from = senderOfMessage(mail, otherId, false);
  return { externalId: otherId, sender: { from, authenticity }, isUnproven: true };
}
