import { createHash, randomBytes } from "node:crypto";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { authorisedAt } from "./authorised-at.ts";
import { findConnector } from "./find-connector.ts";
import { inOwnWords } from "./in-own-words.ts";
import { keptSettings } from "./kept-settings.ts";
import { refuseOthers } from "./may-change.ts";
import { createScrub } from "./scrub.ts";
import { openAuthorisation, sealAuthorisation } from "./sealed-authorisation.ts";
import { parseSettings, type Values } from "./settings.ts";

interface Typed {
  access: Access;
  connector: string;
  settings: Values;
  /** Of a channel that is there: what is left out of the settings is as it is kept. */
  channelId?: string;
}

/** Where an admin is sent to allow access to an account. */
export async function requestAuthorisation(deps: Deps, typed: Typed): Promise<{ address: string }> {
  refuseOthers(typed.access);
  const { authorise, settings, scrub } = await prepare(deps, typed);
  const verifier = randomBytes(32).toString("base64url");
  const state = sealAuthorisation(deps, "request", { ...typed, content: { verifier } });
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const request = { redirectUri: authorisedAt(deps), state, challenge };
  return { address: await inOwnWords(scrub, async () => authorise.address(settings, request)) };
}

/** Exchanges the code that the provider sent the admin back with for what the settings need, sealed. */
export async function finishAuthorisation(
  deps: Deps,
  { state, code, ...typed }: Typed & { state: string; code: string },
): Promise<{ authorisation: string }> {
  refuseOthers(typed.access);
  const { authorise, settings, scrub } = await prepare(deps, typed);
  const { verifier } = openAuthorisation(deps, "request", { ...typed, sealed: state });
  const answer = { code, redirectUri: authorisedAt(deps), verifier };
  const values = await inOwnWords(scrub, () => authorise.finish(settings, answer));
  return { authorisation: sealAuthorisation(deps, "result", { ...typed, content: { values } }) };
}

async function prepare(deps: Deps, { access, connector: id, settings: given, channelId }: Typed) {
  const connector = findConnector(id);
  if (!connector?.authorise)
    throw new AppError("invalid", "Some fields are not right.", {
      fields: { connector: "asks for no access of its own" },
    });
  const kept = await keptSettings(deps, access, { connector: id, channelId });
  const { settings, secrets } = parseSettings(connector, given, kept);
  const scrub = createScrub(Object.values(secrets));
  return { authorise: connector.authorise, settings: { ...settings, ...secrets }, scrub };
}
