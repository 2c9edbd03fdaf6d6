import type { Deps } from "../lib/deps.ts";

/** The client's page that providers send an admin back to. */
export const authorisedAt = ({ publicUrl }: Pick<Deps, "publicUrl">): string =>
  `${publicUrl}/channels/authorised`;
