import { createHmac, hash, timingSafeEqual } from "node:crypto";

export const signatureHeader = "X-Switchboard-Signature";
const windowSeconds = 300;

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. */
export function sign(secret: string, body: string | Uint8Array, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  return `t=${seconds},v1=${mac(secret, seconds, body)}`;
}

/** Whether the body was signed under the secret at most five minutes ago (or ahead, by a clock that runs fast). */
export function isSigned(secret: string, body: string | Uint8Array, header: string, now: Date): boolean {
  const match = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header);
  if (!match) return false;
  const seconds = Number(match[1]);
  if (Math.abs(now.getTime() / 1000 - seconds) > windowSeconds) return false;
  return isSame(match[2] ?? "", mac(secret, seconds, body));
}

/** Compares in a time that says nothing of where the two differ, whatever their lengths. */
export const isSame = (given: string, expected: string): boolean => createIsSame(expected)(given);

/** The same for what is expected again and again. */
export function createIsSame(expected: string): (given: string) => boolean {
  const right = digest(expected);
  return (given) => timingSafeEqual(digest(given), right);
}

const mac = (secret: string, seconds: number, body: string | Uint8Array) =>
  createHmac("sha256", secret).update(`${seconds}.`).update(body).digest("hex");

const digest = (text: string) => hash("sha256", text, "buffer");
