import { timingSafeEqual } from "node:crypto";

type Sign = (text: string) => string;

/** The key of a message of ours; `forged` where somebody made one up; undefined where it claims to be none of ours. */
export type SignedKey = { key: string } | "forged" | undefined;

const signatureLength = 20;
const ours = /^<?sb\.([0-9a-f-]{36})\.([0-9a-f]+)@[^@>]+>?$/i;
const tokenIn = /\+sb-([0-9a-f]{32})-([0-9a-f]+)@[^@]+$/i;

/** RFC 5322, 3.6.4: the same on every attempt, and known as ours by whoever has the channel's key. */
export const messageIdOf = (sign: Sign, key: string, domain: string): string =>
  `<sb.${key}.${signatureOf(sign, "id", key)}@${domain}>`;

export const readMessageId = (sign: Sign, messageId: string): SignedKey =>
  check(sign, "id", ours.exec(messageId.trim()) ?? undefined, (key) => key);

/** A plus address (RFC 5233), whose replies are known by where they come to. */
export function replyAddressOf(sign: Sign, key: string, address: string): string {
  const at = address.lastIndexOf("@");
  const token = `${key.replaceAll("-", "")}-${signatureOf(sign, "reply", key)}`;
  return `${address.slice(0, at)}+sb-${token}${address.slice(at)}`;
}

export const readReplyAddress = (sign: Sign, address: string): SignedKey =>
  check(sign, "reply", tokenIn.exec(address.trim()) ?? undefined, withDashes);

function check(
  sign: Sign,
  purpose: string,
  found: RegExpExecArray | undefined,
  keyOf: (text: string) => string,
): SignedKey {
  if (!found) return undefined;
  const [, text = "", signature = ""] = found;
  const key = keyOf(text.toLowerCase());
  const expected = Buffer.from(signatureOf(sign, purpose, key));
  const given = Buffer.from(signature.toLowerCase());
  return given.length === expected.length && timingSafeEqual(given, expected) ? { key } : "forged";
}

const signatureOf = (sign: Sign, purpose: string, key: string) =>
  sign(`${purpose}:${key}`).slice(0, signatureLength);

const withDashes = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
