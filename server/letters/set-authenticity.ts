import type { Authenticity } from "../../connectors/contract.ts";
import { whereIs } from "../ingest/hold-interaction.ts";
import { takeOutForged } from "../ingest/take-out-forged.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";

/** Keeps what was found out about a letter's sender, once; what is forged leaves what it joined by its address alone. */
export async function setAuthenticity(
  deps: Pick<Deps, "pool" | "clock">,
  interactionId: string,
  authenticity: Exclude<Authenticity, "unknown">,
): Promise<void> {
  await transact(deps, async (tx) => {
    const { rowCount } = await tx.client.query(
      "update letters set authenticity = $2 where interaction_id = $1 and authenticity = 'unknown'",
      [interactionId, authenticity],
    );
    if (rowCount === 0) return;
    if (authenticity === "failed") await disown(tx, interactionId, deps.clock.now());
    tx.append({
      type: "interaction.verified",
      conversationId: await whereIs(tx, interactionId),
      data: { interactionId, authenticity: { from: "unknown", to: authenticity } },
    });
    await tx.client.query("update interactions set version = version + 1, updated_at = now() where id = $1", [
      interactionId,
    ]);
  });
}

/** Nothing more is to go on from it, either. */
async function disown(tx: Tx, interactionId: string, now: Date): Promise<void> {
  await takeOutForged(tx, interactionId, now);
  await tx.client.query("delete from trail_marks where interaction_id = $1", [interactionId]);
}
