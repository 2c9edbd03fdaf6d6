import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { type ConnectorContext, ConnectorError } from "../../contract.ts";
import type { Settings } from "../settings.ts";

type Context = Pick<ConnectorContext<Settings>, "settings" | "state" | "sign" | "log">;

const Kept = z.object({ sealed: z.string() });

const ivLength = 12;
const tagLength = 16;

/** The newest refresh token: of the settings, or what the provider gave in its place since. */
export async function readRefreshToken(context: Context): Promise<string> {
  const { settings, sign } = context;
  const { data } = Kept.safeParse(await readState(context));
  return (data && open(keyOf(sign), data.sealed)) ?? settings.refreshToken;
}

async function readState(context: Context): Promise<unknown> {
  try {
    return await context.state.get(nameOf(context));
  } catch (cause) {
    throw new ConnectorError("unavailable", "The hub could not look up how to sign in.", { cause });
  }
}

/** The hub does not encrypt what a channel keeps, so this does. False where it cannot be kept. */
export async function keepRefreshToken(context: Context, token: string): Promise<boolean> {
  const { state, sign, log } = context;
  try {
    await state.set(nameOf(context), { sealed: seal(keyOf(sign), token) }, { lasts: true });
    return true;
  } catch (err) {
    // Another node has the channel now; until this one ends, memory has it.
    log.warn({ err }, "A new refresh token could not be kept");
    return false;
  }
}

/** For each token of the settings its own, as new ones may be checked while the old are still in use. */
const nameOf = ({ sign, settings }: Context) =>
  `refreshToken ${sign(`refresh token of:${settings.refreshToken}`)}`;

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
