import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { ChannelState } from "../../contract.ts";

const Account = z.object({
  accountSid: z.string(),
  authToken: z.string(),
  apiKeySid: z.string(),
  apiKeySecret: z.string(),
});
type Account = z.infer<typeof Account>;

/** Of a range that is given to nobody, for films (www.ofcom.org.uk, numbers for drama use). */
export const inventedNumbers = ["+442079460101", "+442079460102", "+442079460103"] as const;

const stateKey = "tryOutAccount";
const hex = () => randomBytes(16).toString("hex");

/** The account of a channel that has none at Twilio: made up once, and kept. */
export async function accountOf(state: ChannelState): Promise<Account> {
  const kept = Account.safeParse(await state.get(stateKey));
  if (kept.success) return kept.data;
  const made = { accountSid: `AC${hex()}`, authToken: hex(), apiKeySid: `SK${hex()}`, apiKeySecret: hex() };
  await state.set(stateKey, made);
  return made;
}
