import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { getChannel } from "./queries.ts";
import { openSecrets, type SplitSettings } from "./settings.ts";

/** Of a channel that is there, for settings that are typed on top of them. */
export async function keptSettings(
  deps: Deps,
  access: Access,
  { connector, channelId }: { connector: string; channelId: string | undefined },
): Promise<SplitSettings | undefined> {
  if (channelId === undefined) return undefined;
  const channel = await getChannel(deps, access, channelId);
  if (channel.connector !== connector)
    throw new AppError("invalid", "Some fields are not right.", {
      fields: { connector: "is not this channel's" },
    });
  return { settings: channel.settings, secrets: openSecrets(deps, channel) };
}
