import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { ConnectorContext } from "../../contract.ts";
import type { Settings } from "../settings.ts";

type Context = Pick<ConnectorContext<Settings>, "settings" | "state" | "sign" | "log">;

/** `instead`: of which token of the settings it is the successor. */
const Kept = z.object({ instead: z.string(), sealed: z.string() });

const name = "refreshToken";
const ivLength = 12;
const tagLength = 16;

/** The newest refresh token: of the settings, or what the provider gave in its place since. */
export async function readRefreshToken({ settings, state, sign }: Context): Promise<string> {
  const { data } = Kept.safeParse(await state.get(name));
  if (data?.instead !== mark(sign, settings)) return settings.refreshToken;
  return open(keyOf(sign), data.sealed) ?? settings.refreshToken;
}

/** The hub does not encrypt what a channel keeps, so this does. */
export async function keepRefreshToken(
  { settings, state, sign, log }: Context,
  token: string,
): Promise<void> {
  try {
    await state.set(name, { instead: mark(sign, settings), sealed: seal(keyOf(sign), token) });
  } catch (err) {
    // Another node has the channel now; until this one ends, memory has it.
    log.warn({ err }, "A new refresh token could not be kept");
  }
}

const mark = (sign: Context["sign"], { refreshToken }: Settings) => sign(`refresh token of:${refreshToken}`);

const keyOf = (sign: Context["sign"]) =>
  createHash("sha256").update(sign("key of the refresh token")).digest();

function seal(key: Buffer, plain: string): string {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]).toString("base64");
}

/** Undefined where it was sealed under another key. */
function open(key: Buffer, sealed: string): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivLength));
    decipher.setAuthTag(bytes.subarray(ivLength, ivLength + tagLength));
    const body = decipher.update(bytes.subarray(ivLength + tagLength));
    return Buffer.concat([body, decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}
