import twilio from "twilio";
import type { VoicePass } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { identityOf } from "./identity.ts";

const { AccessToken } = twilio.jwt;

const lastsSeconds = 3_600;

/** A token with which a person's browser can be called, and calls nobody. */
export async function pass({ context }: RunningNumber, personId: string): Promise<VoicePass> {
  const { accountSid, apiKeySid, apiKeySecret } = context.settings;
  const expiresAt = new Date(Date.now() + lastsSeconds * 1_000).toISOString();
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
    identity: identityOf(personId),
    ttl: lastsSeconds,
  });
  token.addGrant(new AccessToken.VoiceGrant({ incomingAllow: true }));
  return { data: { token: token.toJwt() }, expiresAt };
}
