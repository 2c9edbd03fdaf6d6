import {
  ConnectorError,
  type Inbound,
  type InboundMessage,
  type InboundUnreadable,
  type PlacedFile,
} from "../../contract.ts";
import { readAddresses } from "../parse/read-addresses.ts";
import { readHeader } from "../parse/read-header.ts";
import type { EmailContext } from "./email-context.ts";
import { unreadable, unreadableIdOf } from "./external-id.ts";
import { keepParts } from "./keep-parts.ts";
import { placePictures } from "./place-pictures.ts";
import { receiptsOf } from "./receipts-of.ts";
import { isOurs } from "./signed-keys.ts";
import { type Given, type Reader, type Understood, understand } from "./understand.ts";
import { unproven } from "./whose-is.ts";

/** What the hub gets of one mail: nothing of what it sent itself. The mail as it came is kept before it is read. */
export async function takeIn(context: EmailContext, reader: Reader, given: Given): Promise<Inbound[]> {
  if (isOwnCopy(reader, given)) return [];
  const raw = await keepRaw(context, given.bytes);
  let understood: Understood | undefined;
  try {
    understood = await understand(reader, given);
  } catch (error) {
    // That none can be read now says nothing about this one.
    if (error instanceof ConnectorError) throw error;
    const externalId = unreadableIdOf(given);
    return [{ type: "unreadable", externalId, thread: externalId, reason: wordsOf(error), files: [raw] }];
  }
  if (!understood) return [];
  return [await toMessage(context, understood, [raw]), ...receiptsOf(understood)];
}

/** What could not be read once more, as reading it may have become better since. @throws Error where it has not */
export async function readAgain(
  context: EmailContext,
  reader: Reader,
  setAside: InboundUnreadable,
  bytes: Buffer,
): Promise<Inbound> {
  const isFromSentFolder = await wasSent(reader, setAside, bytes);
  const understood = await understand(reader, { bytes, isFromSentFolder });
  if (!understood) throw new Error("This mail went to nobody outside.");
  for (const receipt of receiptsOf(understood)) await context.receive(receipt);
  const message = await toMessage(context, understood, setAside.files);
  return hasBody(bytes) ? message : { ...message, marks: [{ mark: "oversize" }] };
}

/** Told by what it was called; what the hub refused was read, and under our address named by where it came from. */
async function wasSent(reader: Reader, { externalId }: InboundUnreadable, bytes: Buffer): Promise<boolean> {
  if (externalId.startsWith(unreadable))
    return externalId === unreadableIdOf({ bytes, isFromSentFolder: true });
  const elsewhere = await understand(reader, { bytes, isFromSentFolder: false });
  const isByUs = elsewhere?.externalId.startsWith(unproven) ?? false;
  return isByUs && !externalId.startsWith(unproven);
}

/** Of a mail that was too large there is only the header. */
const hasBody = (bytes: Buffer) => bytes.includes("\r\n\r\n") || bytes.includes("\n\n");

/** Outsiders know our ids, so what names one of them is ours only in the Sent folder, or from our own address. */
function isOwnCopy({ sign, isOwn }: Reader, { bytes, isFromSentFolder }: Given): boolean {
  if (!bytes.includes("<sb.")) return false;
  const header = readHeader(bytes);
  if (!isOurs(header, sign)) return false;
  const authors = header.flatMap(({ name, value }) => (name === "from" ? readAddresses(value) : []));
  return isFromSentFolder || authors.some(({ address }) => isOwn(address));
}

async function keepRaw(context: EmailContext, bytes: Buffer): Promise<PlacedFile> {
  const file = await context.keepFile({ name: "message.eml", contentType: "message/rfc822", bytes });
  return { ...file, place: "raw" };
}

/** The hub takes no more; the whole is in the message as it came. */
const longestHtml = 5_000_000;

async function toMessage(
  context: EmailContext,
  { message, html, parts }: Understood,
  raw: PlacedFile[],
): Promise<InboundMessage> {
  const { files, byContentId } = await keepParts(context, parts);
  const placed = html === undefined ? undefined : placePictures(html, byContentId);
  const isShown = placed !== undefined && placed.length <= longestHtml;
  return { type: "message", ...message, ...(isShown && { html: placed }), files: [...files, ...raw] };
}

const wordsOf = (error: unknown): string =>
  (error instanceof Error && error.message) || "This mail cannot be read.";
