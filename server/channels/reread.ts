import { buffer } from "node:stream/consumers";
import type { Inbound, InboundUnreadable } from "../../connectors/contract.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type OpenParts, openContext } from "./open-context.ts";
import { findRow } from "./queries.ts";
import { wordsOf } from "./run-channel.ts";

/** Has the connector read once more what it could not. @throws AppError with why it still cannot be read */
export async function reread(
  deps: Deps,
  { connectors, ...parts }: OpenParts,
  channelId: string,
  unreadable: InboundUnreadable,
): Promise<Inbound> {
  const channel = await findRow(deps, channelId);
  const connector = connectors.find(({ id }) => id === channel?.connector);
  const raw = await openRaw(deps, unreadable);
  if (!channel || !connector?.reread || !raw) throw new AppError("conflict", "It cannot be read again.");
  const { context, scrub } = openContext(deps, { channel, connector, lease: undefined, ...parts });
  try {
    return await connector.reread(context, unreadable, raw);
  } catch (cause) {
    throw new AppError("conflict", `It still cannot be read. ${scrub(wordsOf(cause))}`, { cause });
  }
}

async function openRaw(deps: Pick<Deps, "pool" | "files">, { files }: InboundUnreadable) {
  const id = files.find(({ place }) => place === "raw")?.id;
  const { rows } = await deps.pool.query<{ sha256: string }>("select sha256 from files where id = $1", [id]);
  return rows[0] && buffer(deps.files.open(rows[0].sha256));
}
