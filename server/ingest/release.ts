import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";

interface Input {
  access: Access;
  inboundId: string;
}

/** Has what was set aside processed again; this node takes it up within a few seconds. */
export const replay = (deps: Deps, input: Input): Promise<void> => release(deps, input, "accepted");

/** Sets it aside for good; the ledger keeps it. */
export const discard = (deps: Deps, input: Input): Promise<void> => release(deps, input, "discarded");

async function release(
  deps: Pick<Deps, "pool" | "nodeId">,
  { access, inboundId }: Input,
  state: "accepted" | "discarded",
): Promise<void> {
  await transact(deps, async (tx) => {
    const { rows } = await tx.client.query<{ channelId: string; state: string }>(
      `select channel_id as "channelId", state from inbound
      where id = $1 and channel_id = any($2::uuid[]) and (state in ('quarantined', 'discarded') or attempts > 0)
      for no key update`,
      [inboundId, access.channelIds],
    );
    const [row] = rows;
    if (!row) throw notFound("item in quarantine");
    if (row.state !== "quarantined") throw new AppError("conflict", "It is not in quarantine any more.");
    await tx.client.query("update inbound set state = $2, node_id = $3, processed_at = null where id = $1", [
      inboundId,
      state,
      deps.nodeId,
    ]);
    tx.append({
      type: "inbound.released",
      actorId: access.personId,
      data: { inboundId, channelId: row.channelId },
    });
  });
}
