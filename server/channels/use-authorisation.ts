import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { getChannel } from "./queries.ts";
import { openAuthorisation } from "./sealed-authorisation.ts";
import type { Values } from "./settings.ts";

interface Given {
  access: Access;
  /** A connector's id, or the channel's whose it is. */
  of: { connector: string } | { channelId: string };
  authorisation: string | undefined;
  settings: Values | undefined;
}

/** Settings with what allowing access added to them, where somebody did. */
export async function useAuthorisation(deps: Deps, { access, of, authorisation, settings }: Given) {
  if (authorisation === undefined) return settings;
  const { connector } = "connector" in of ? of : await getChannel(deps, access, of.channelId);
  const { values } = openAuthorisation(deps, "result", { access, connector, sealed: authorisation });
  return { ...settings, ...values };
}
