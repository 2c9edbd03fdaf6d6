import type { InboundSender } from "../../contract.ts";
import type { Address, ReadMail } from "../parse/mail.ts";
import type { IsOwn } from "./own-addresses.ts";

/** Whoever it came from; of a sender who is not believed the address is only what he says, and joins nobody's card. */
export function senderOfMessage(
  writer: Address | null,
  externalId: string,
  isBelieved: boolean,
): InboundSender {
  const { address = "", name = "" } = writer ?? {};
  const plain = address.toLowerCase();
  const named = name ? { name } : {};
  const email = { kind: "email", address: plain };
  if (isBelieved && plain.includes("@")) return { identity: email, ...named };
  const identity = { kind: "unverified-email", address: `${plain}#${externalId}` };
  return { identity, ...(plain.includes("@") && { claims: [email] }), ...named };
}

/** Whom somebody of ours wrote to; undefined where it was nobody outside. */
export function partnerOf(mail: ReadMail, isOwn: IsOwn): InboundSender | undefined {
  const isOutside = ({ address }: Address) => address.includes("@") && !isOwn(address);
  const partner = [...mail.to, ...mail.cc].find(isOutside);
  if (!partner) return undefined;
  const identity = { kind: "email", address: partner.address.toLowerCase() };
  return { identity, ...(partner.name && { name: partner.name }) };
}
