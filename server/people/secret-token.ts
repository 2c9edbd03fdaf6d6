import { createHash, randomBytes } from "node:crypto";

/** What is handed out once; only its hash is kept. 256 bits of chance need no slow hash. */
export const newToken = (): string => randomBytes(32).toString("base64url");

export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
