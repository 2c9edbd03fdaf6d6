const longestHeader = 128 * 1024;
const longestSignature = 8 * 1024;
const mostSignatures = 8;

/**
 * Every signature has the body hashed in its own way, and names a key to be fetched and fields to be looked for; and of a
 * mail that was too large there is only the header, which no signature of the whole fits.
 */
export function isReasonable(bytes: Buffer): boolean {
  const start = bytes.subarray(0, longestHeader).toString("latin1");
  const end = /\r?\n\r?\n/.exec(start)?.index;
  if (end === undefined) return false;
  const signatures =
    start.slice(0, end).match(/^(?:DKIM|ARC-Message)-Signature[ \t]*:.*(?:\r?\n[ \t].*)*/gim) ?? [];
  return signatures.length <= mostSignatures && signatures.every(({ length }) => length <= longestSignature);
}
