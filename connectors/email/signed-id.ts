import { timingSafeEqual } from "node:crypto";

type Sign = (text: string) => string;

/**
 * The key of a message of ours; `forged` where somebody made one up; undefined where it claims to be none of ours, such
 * as another channel's.
 */
export type SignedKey = { key: string } | "forged" | undefined;

const markLength = 8;
const signatureLength = 20;
const ours = /^<?sb\.([0-9a-f-]{36})\.([0-9a-f]{8})\.([0-9a-f]{20})@[^@>]+>?$/i;
const tokenIn = /\+sb-([0-9a-v]{48})@[^@]+$/i;

/** RFC 5322, 3.6.4: the same on every attempt, and known as ours by whoever has the channel's key. */
export const messageIdOf = (sign: Sign, key: string, domain: string): string =>
  `<sb.${key}.${markOf(sign)}.${signatureOf(sign, "id", key)}@${domain}>`;

export function readMessageId(sign: Sign, messageId: string): SignedKey {
  const [, key, mark = "", signature = ""] = ours.exec(messageId.trim().toLowerCase()) ?? [];
  if (!key) return undefined;
  return check(sign, "id", { key, mark, signature });
}

/** A plus address (RFC 5233), whose replies are known by where they come to; short, as its first part has 64 octets. */
export function replyAddressOf(sign: Sign, key: string, address: string): string {
  const at = address.lastIndexOf("@");
  const hex = key.replaceAll("-", "") + markOf(sign) + signatureOf(sign, "reply", key);
  const token = BigInt(`0x${hex}`).toString(32).padStart(48, "0");
  return `${address.slice(0, at)}+sb-${token}${address.slice(at)}`;
}

export function readReplyAddress(sign: Sign, address: string): SignedKey {
  const [, token] = tokenIn.exec(address.trim().toLowerCase()) ?? [];
  if (!token) return undefined;
  const hex = hexOf(token);
  const mark = hex.slice(32, 32 + markLength);
  return check(sign, "reply", {
    key: withDashes(hex.slice(0, 32)),
    mark,
    signature: hex.slice(-signatureLength),
  });
}

function check(
  sign: Sign,
  purpose: string,
  { key, mark, signature }: { key: string; mark: string; signature: string },
): SignedKey {
  if (mark !== markOf(sign)) return undefined;
  const expected = Buffer.from(signatureOf(sign, purpose, key));
  return timingSafeEqual(Buffer.from(signature), expected) ? { key } : "forged";
}

const markOf = (sign: Sign) => sign("channel").slice(0, markLength);

const signatureOf = (sign: Sign, purpose: string, key: string) =>
  sign(`${purpose}:${key}`).slice(0, signatureLength);

function hexOf(token: string): string {
  const value = Array.from(token).reduce((sum, digit) => sum * 32n + BigInt(Number.parseInt(digit, 32)), 0n);
  return value.toString(16).padStart(60, "0");
}

const withDashes = (hex: string) =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
