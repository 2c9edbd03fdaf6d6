import { createHmac } from "node:crypto";
import type { Settings } from "../settings.ts";

/** Longer than a call may last, since a relay is asked for again while it goes on. */
const callSeconds = 6 * 3600;

/**
 * What a browser finds its way to the other by. Credentials are made for one party of a call that was taken, or for somebody
 * inside who looks whether calls could be carried, and are over by themselves: https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
export function iceServersFor(
  { stunUrls, turnUrls, turnSecret }: Pick<Settings, "stunUrls" | "turnUrls" | "turnSecret">,
  party: string,
  { now = Date.now(), lifeSeconds = callSeconds }: { now?: number; lifeSeconds?: number } = {},
): RTCIceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0 || !turnSecret) return stun;
  const username = `${Math.floor(now / 1000) + lifeSeconds}:${party}`;
  const credential = createHmac("sha1", turnSecret).update(username).digest("base64");
  return [...stun, { urls: turnUrls, username, credential }];
}
