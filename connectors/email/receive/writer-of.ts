import { headerOf } from "../parse/header-of.ts";
import type { Address, ReadMail } from "../parse/mail.ts";
import { readAddresses } from "../parse/read-addresses.ts";
import type { IsOwn } from "./own-addresses.ts";

/**
 * Who wrote a mail; null where that is not clear. A list puts its own address above what others write where their domain
 * asks for that ("Ann via Help"), and names them elsewhere (https://wiki.ietf.org/group/dmarc/XOriginalFrom). Only under
 * an address of ours, since others could name anybody.
 */
export function writerOf(mail: ReadMail, isOwn: IsOwn): Address | null {
  if (!mail.from || !isOwn(mail.from.address) || headerOf(mail, "list-id") === null) return mail.from;
  const named = namedIn(mail);
  const outside = named.filter(({ address }) => address.includes("@") && !isOwn(address));
  const [writer] = outside;
  if (!writer) return named.length > 0 ? mail.from : null;
  // What its writer put into the header himself may have come along, so all must agree.
  if (new Set(outside.map(({ address }) => address.toLowerCase())).size > 1) return null;
  const name = outside.find((one) => one.name)?.name ?? nameWithoutList(mail.from.name);
  return { address: writer.address, name };
}

function namedIn(mail: ReadMail): Address[] {
  const original = addressesIn(mail, "x-original-from");
  const named = original.length > 0 ? original : addressesIn(mail, "x-original-sender");
  return via.test(mail.from?.name ?? "") ? [...named, ...mail.replyTo] : named;
}

const addressesIn = (mail: ReadMail, field: string): Address[] =>
  mail.header.filter(({ name }) => name === field).flatMap(({ value }) => readAddresses(value));

const via = /\s+via\s+\S.*$/i;

const nameWithoutList = (name: string) => name.replace(via, "").replace(/^'(.*)'$/, "$1");
