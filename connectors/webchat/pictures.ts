/** First bytes of the pictures that are safe to show in place: no scripts, no markup. */
const signatures: Record<string, (bytes: Buffer) => boolean> = {
  "image/png": (bytes) => bytes.subarray(0, 8).equals(Buffer.from("89504e470d0a1a0a", "hex")),
  "image/jpeg": (bytes) => bytes.subarray(0, 3).equals(Buffer.from("ffd8ff", "hex")),
  "image/gif": (bytes) => /^GIF8[79]a/.test(bytes.toString("latin1", 0, 6)),
  "image/webp": (bytes) => /^RIFF[\s\S]{4}WEBP/.test(bytes.toString("latin1", 0, 12)),
  "image/avif": (bytes) => /^[\s\S]{4}ftypavi[fs]/.test(bytes.toString("latin1", 0, 12)),
};

export const isPicture = (contentType: string): boolean => Object.hasOwn(signatures, contentType);

/** What a file may be called: a picture's type only where the bytes agree. */
export function honestType(declared: string | null, bytes: Uint8Array): string {
  const type = (declared ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (isPicture(type)) return signatures[type]?.(Buffer.from(bytes)) ? type : unknownType;
  return /^[a-z]+\/[a-z0-9.+-]{1,80}$/.test(type) ? type : unknownType;
}

const unknownType = "application/octet-stream";
