import { decodeUuencoded } from "./take-out-uuencoded.ts";

/**
 * The bytes behind a transfer encoding that the parser did not know by its name, such as `base-64` or
 * `quoted printable`; those of any other are left as they are.
 */
export function undoEncoding(bytes: Buffer, encoding: string): Buffer {
  const written = encoding
    .toLowerCase()
    .replace(/\([^()]*\)/g, "")
    .trim();
  if (written === "base64" || written === "quoted-printable") return bytes;
  const name = written.replace(/[^a-z0-9]/g, "");
  if (name.startsWith("quotedp")) return undoQuotedPrintable(bytes);
  if (name.startsWith("base64")) return Buffer.from(bytes.toString("latin1"), "base64");
  if (/^x?uu/.test(name)) return decodeUuencoded(bytes) ?? bytes;
  return bytes;
}

export function undoQuotedPrintable(bytes: Buffer): Buffer {
  const text = bytes
    .toString("latin1")
    .replace(/=[ \t]*\r?\n/g, "")
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, "latin1");
}
