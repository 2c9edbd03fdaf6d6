import type { Authenticity } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";

/** Keeps what was found out about a letter's sender. */
export async function setAuthenticity(
  deps: Pick<Deps, "pool">,
  { interactionId, conversationId }: { interactionId: string; conversationId: string },
  authenticity: Exclude<Authenticity, "unknown">,
): Promise<void> {
  await transact(deps, async (tx) => {
    const { rowCount } = await tx.client.query(
      "update letters set authenticity = $2 where interaction_id = $1 and authenticity = 'unknown'",
      [interactionId, authenticity],
    );
    if (rowCount === 0) return;
    // Nothing more is to go on from what is forged.
    if (authenticity === "failed")
      await tx.client.query("delete from trail_marks where interaction_id = $1", [interactionId]);
    await tx.client.query("update interactions set version = version + 1, updated_at = now() where id = $1", [
      interactionId,
    ]);
    tx.append({
      type: "interaction.verified",
      conversationId,
      data: { interactionId, authenticity: { from: "unknown", to: authenticity } },
    });
  });
}
