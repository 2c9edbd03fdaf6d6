import type { Correspondent, Envelope } from "../../contract.ts";
import type { Address, ReadMail } from "../parse/mail.ts";
import type { Settings } from "../settings.ts";
import type { IsOwn } from "./own-addresses.ts";
import { writerOf } from "./writer-of.ts";

const mostRecipients = 2_000;
const mostOwn = 200;

/** Who wrote to whom; undefined where nobody did. */
export function envelopeOf(mail: ReadMail, settings: Settings, isOwn: IsOwn): Envelope | undefined {
  const writer = writerOf(mail, isOwn) ?? mail.from;
  const [from] = toCorrespondents(writer ? [writer] : []);
  if (!from) return undefined;
  const to = toCorrespondents(mail.to);
  const cc = toCorrespondents(mail.cc);
  // Where the list stands above the mail in place of its writer, it may do so here, too.
  const isNamedByList = writer !== mail.from;
  const replyTo = toCorrespondents(mail.replyTo.filter(({ address }) => !isNamedByList || !isOwn(address)));
  const found = [from, ...to, ...cc].map(({ address }) => address.toLowerCase()).filter(isOwn);
  const own = [...new Set([settings.address, ...settings.aliases, ...found])].slice(0, mostOwn);
  return { from, to, cc, ...(replyTo.length > 0 && { replyTo }), own };
}

const toCorrespondents = (addresses: Address[]): Correspondent[] =>
  addresses
    .filter(({ address }) => address !== "")
    .slice(0, mostRecipients)
    .map(({ address, name }) => ({ address, ...(name && { name }) }));
