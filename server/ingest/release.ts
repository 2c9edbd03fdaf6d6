import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";

interface Input {
  access: Access;
  inboundId: string;
}

/** Has what was set aside processed again; this node takes it up within a few seconds. */
export const replay = (deps: Deps, input: Input): Promise<void> => release(deps, input, null);

/** Sets it aside for good; the ledger keeps it. */
export const discard = (deps: Deps, input: Input): Promise<void> => release(deps, input, "discarded");

async function release(
  deps: Pick<Deps, "pool" | "nodeId">,
  { access, inboundId }: Input,
  setAside: "discarded" | null,
): Promise<void> {
  await transact(deps, async (tx) => {
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
    if (!setAside) {
      await tx.client.query("insert into inbound_waiting (node_id, id) values ($1, $2)", [
        deps.nodeId,
        inboundId,
      ]);
    }
    tx.append({
      type: "inbound.released",
      actorId: access.personId,
      data: { inboundId, channelId: row.channelId },
    });
  });
}
