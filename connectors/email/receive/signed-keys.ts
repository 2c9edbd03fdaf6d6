import { headerOf } from "../parse/header-of.ts";
import type { HeaderField, ReadMail } from "../parse/mail.ts";
import { readAddresses } from "../parse/read-addresses.ts";
import { readHeader } from "../parse/read-header.ts";
import { readIds } from "../parse/read-ids.ts";
import { returnedPart } from "../parse/sender-of.ts";
import { readMessageId, readReplyAddress, type SignedKey } from "../signed-id.ts";
import type { IsOwn } from "./own-addresses.ts";

type Sign = (text: string) => string;

export interface Signer {
  sign: Sign;
  isOwn: IsOwn;
}

/** Exchange gives what it sends an id of its own, so ours stands here as well. */
export const ownIdField = "x-switchboard-message";

/** What a mail names by our signatures: the messages of ours that it answers or speaks of. */
export function signedKeysOf(mail: ReadMail, { sign, isOwn }: Signer): { keys: string[]; isForged: boolean } {
  const ids = [mail.inReplyTo ?? "", ...mail.references.toReversed()];
  const addresses = recipientsOf(mail).filter(isOwn);
  const found: SignedKey[] = [
    ...ids.map((id) => readMessageId(sign, id)),
    ...addresses.map((address) => readReplyAddress(sign, address)),
  ];
  const keys = keysIn(found);
  // Whoever has one good signature need not have made up the other.
  return { keys, isForged: keys.length === 0 && found.includes("forged") };
}

/** Of the mail that a bounce returns, or that a read receipt speaks of (RFC 8098, 3.2.5). */
export function reportedKeysOf(mail: ReadMail, sign: Sign): string[] {
  const returned = returnedPart(mail);
  const fields = returned ? idsIn(readHeader(returned.content)) : [];
  const reports = mail.parts.filter(({ contentType }) => contentType === "message/disposition-notification");
  const read = reports.flatMap(({ content }) =>
    readIds(
      /^Original-Message-ID\s*:(.*(?:\r?\n[ \t].*)*)/im.exec(content.toString("utf8", 0, longest))?.[1] ?? "",
    ),
  );
  const told = [...mail.text.slice(0, longest).matchAll(/<sb\.[\w.-]{1,200}@[^<>\s]{1,250}>/gi)].map(
    ([id]) => id,
  );
  return keysIn([...fields, ...read, ...told].map((id) => readMessageId(sign, id)));
}

/** Whether it is a copy of what the hub itself sent. */
export const isOurs = (header: HeaderField[], sign: Sign): boolean =>
  keysIn(idsIn(header).map((id) => readMessageId(sign, id))).length > 0;

const longest = 50_000;

const idsIn = (header: HeaderField[]): string[] =>
  header
    .filter(({ name }) => name === "message-id" || name === ownIdField)
    .flatMap(({ value }) => readIds(value));

const recipientsOf = (mail: ReadMail): string[] => [
  ...[...mail.to, ...mail.cc].map(({ address }) => address),
  ...["delivered-to", "x-original-to"].flatMap((name) =>
    readAddresses(headerOf(mail, name) ?? "").map(({ address }) => address),
  ),
];

const keysIn = (found: SignedKey[]): string[] => [
  ...new Set(found.flatMap((one) => (one && one !== "forged" ? one.key : []))),
];
