import type { ListedValue } from "../contract/channel-doings.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { findConnector } from "./find-connector.ts";
import { inOwnWords } from "./in-own-words.ts";
import { keptSettings } from "./kept-settings.ts";
import { refuseOthers } from "./may-change.ts";
import { createScrub } from "./scrub.ts";
import { markedKeys, rightSettings, secretKeys, type Values } from "./settings.ts";
import { within } from "./within.ts";

interface Asked {
  access: Access;
  connector: string;
  settings: Values;
  channelId?: string;
  field: string;
}

const limitMs = 20_000;

/** What the provider has to choose from for a setting, as far as the other settings say whose it is. */
export async function listValues(deps: Deps, asked: Asked): Promise<ListedValue[]> {
  const { access, settings: given, channelId, field } = asked;
  refuseOthers(access);
  const connector = findConnector(asked.connector);
  if (!connector?.list || !markedKeys(connector, "listed").includes(field))
    throw new AppError("invalid", "Some fields are not right.", {
      fields: { field: "has no list of values" },
    });
  const kept = await keptSettings(deps, access, { connector: connector.id, channelId });
  const settings = rightSettings(connector, given, kept);
  const scrub = createScrub(secretKeys(connector).map((key) => settings[key]));
  const channel = { id: channelId, publicUrl: deps.publicUrl };
  const list = async () => (await connector.list?.(settings, field, channel)) ?? [];
  return within(limitMs, "The provider did not answer.", inOwnWords(scrub, list));
}
