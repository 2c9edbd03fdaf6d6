import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";

/** Keeps secrets at rest (AES-256-GCM) and signs what the hub hands out, under keys derived from the app secret. */
export interface Sealer {
  seal(plain: string): string;
  /** @throws when it was sealed under another app secret or was changed. */
  open(sealed: string): string;
  /** HMAC-SHA256, hex; `purpose` keeps signatures of different kinds apart. */
  sign(purpose: string, text: string): string;
}

export function createSealer(appSecret: string): Sealer {
  const key = (use: string) => Buffer.from(hkdfSync("sha256", appSecret, "switchboard", use, 32));
  const sealing = key("seal");
  // Deriving a key takes five times as long as a signature, and mail is full of what may be signed.
  const signing = new Map<string, Buffer>();
  function keyFor(purpose: string): Buffer {
    const known = signing.get(purpose) ?? key(`sign:${purpose}`);
    signing.set(purpose, known);
    return known;
  }
  return {
    seal(plain) {
      const iv = randomBytes(12);
      const cipher = createCipheriv("aes-256-gcm", sealing, iv);
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, "base64");
      const decipher = createDecipheriv("aes-256-gcm", sealing, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
    },
    sign: (purpose, text) => createHmac("sha256", keyFor(purpose)).update(text).digest("hex"),
  };
}
