import { createHmac } from "node:crypto";
import type { Settings } from "../settings.ts";

/** A relay can be asked for a way within this time, and then keeps it for as long as it is used. */
const lifeSeconds = 60;

/**
 * What a browser finds its way to the other by. Credentials are made for one party of a call that was taken, whenever it is to
 * connect, or for somebody inside who checks the network: https://datatracker.ietf.org/doc/html/draft-uberti-behave-turn-rest-00
 */
export function iceServersFor(
  { stunUrls, turnUrls, turnSecret }: Pick<Settings, "stunUrls" | "turnUrls" | "turnSecret">,
  party: string,
  now = Date.now(),
): RTCIceServer[] {
  const stun = stunUrls.length > 0 ? [{ urls: stunUrls }] : [];
  if (turnUrls.length === 0 || !turnSecret) return stun;
  const username = `${Math.floor(now / 1000) + lifeSeconds}:${party}`;
  const credential = createHmac("sha1", turnSecret).update(username).digest("base64");
  return [...stun, { urls: turnUrls, username, credential }];
}
