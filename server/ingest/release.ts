import type { Inbound, InboundUnreadable } from "../../connectors/contract.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { keyText } from "../lib/plain-text.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { type Item, parseInbound } from "./inbound-schema.ts";
import { readItem } from "./set-aside.ts";

interface Input {
  access: Access;
  inboundId: string;
}

/** Has a connector read once more what it could not. */
export type Reread = (channelId: string, unreadable: InboundUnreadable) => Promise<Inbound>;

/** Has what was set aside processed again; this node takes it up within a few seconds. */
export async function replay(deps: Deps, input: Input, reread?: Reread): Promise<void> {
  const unreadable = reread && (await findUnreadable(deps, input));
  const read = unreadable && (await reread(unreadable.channelId, unreadable.item));
  await transact(deps, async (tx) => {
    await release(tx, input, null);
    if (read) await putInstead(tx, input.inboundId, parseInbound(read));
    await tx.client.query("insert into inbound_waiting (node_id, id) values ($1, $2)", [
      deps.nodeId,
      input.inboundId,
    ]);
  });
}

/** Sets it aside for good; the ledger keeps it. */
export const discard = (deps: Pick<Deps, "pool">, input: Input): Promise<void> =>
  transact(deps, (tx) => release(tx, input, "discarded"));

async function findUnreadable({ pool }: Pick<Deps, "pool">, { access, inboundId }: Input) {
  const { rows } = await pool.query<{ channelId: string; item: Buffer }>(
    `select channel_id as "channelId", item from inbound
    where id = $1 and channel_id = any($2::uuid[]) and set_aside = 'quarantined'`,
    [inboundId, access.channelIds],
  );
  const [row] = rows;
  const item = row && readItem(row.item);
  return item?.type === "unreadable" ? { channelId: row?.channelId ?? "", item } : undefined;
}

async function putInstead(tx: Tx, id: string, item: Item): Promise<void> {
  const values = [id, Buffer.from(JSON.stringify(item)), keyText(item.externalId)];
  const { rowCount } = await tx.client.query(
    `update inbound i set item = $2, external_id = $3 where id = $1 and not exists (
      select from inbound other where other.channel_id = i.channel_id and other.external_id = $3 and other.id <> i.id)`,
    values,
  );
  if (rowCount === 0)
    throw new AppError("conflict", "It has come in again since, readable: discard this one.");
}

async function release(tx: Tx, { access, inboundId }: Input, setAside: "discarded" | null): Promise<void> {
  const { rows } = await tx.client.query<{ channelId: string; setAside: string | null }>(
    `select channel_id as "channelId", set_aside as "setAside" from inbound
    where id = $1 and channel_id = any($2::uuid[]) and attempts > 0
    for no key update`,
    [inboundId, access.channelIds],
  );
  const [row] = rows;
  if (!row) throw notFound("item in quarantine");
  if (row.setAside !== "quarantined") throw new AppError("conflict", "It is not in quarantine any more.");
  await tx.client.query("update inbound set set_aside = $2 where id = $1", [inboundId, setAside]);
  tx.append({
    type: "inbound.released",
    actorId: access.personId,
    data: { inboundId, channelId: row.channelId },
  });
}
