import type { Glance } from "../contract.ts";
import { readAddresses } from "./parse/read-addresses.ts";
import { readDate } from "./parse/read-date.ts";
import { decodeField, readRawHeader } from "./parse/read-header.ts";

/** By its header alone, so that a mail which cannot be read still says whose it is. */
export function glance(contentType: string, beginning: Uint8Array): Glance | undefined {
  if (contentType.toLowerCase() !== "message/rfc822") return undefined;
  const bytes = Buffer.from(beginning.buffer, beginning.byteOffset, beginning.byteLength);
  const header = readRawHeader(bytes);
  const field = (wanted: string) => header.find(({ name }) => name === wanted);
  const [from] = readAddresses(field("from")?.value ?? "");
  const subject = field("subject");
  const sentAt = readDate(field("date")?.value ?? "");
  return {
    ...(from && { from: { address: from.address, ...(from.name && { name: from.name }) } }),
    ...(subject && { subject: decodeField(subject).value }),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
  };
}
