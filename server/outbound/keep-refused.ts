import type { Sent } from "../../connectors/contract.ts";
import { storable } from "../lib/plain-text.ts";
import type { Tx } from "../lib/transact.ts";
import type { Attempt } from "./claim.ts";

/** Marks on a letter that was sent for whom the provider did not take it. */
export async function keepRefused(tx: Tx, { interactionId }: Attempt, { refused = [] }: Sent): Promise<void> {
  if (refused.length === 0) return;
  const marks = refused.map(({ address, reason }) => ({
    mark: "refused",
    detail: storable(`${address}: ${reason}`),
  }));
  await tx.client.query(
    "update letters set marks = coalesce(marks, '[]') || $2::jsonb where interaction_id = $1",
    [interactionId, JSON.stringify(marks)],
  );
}
