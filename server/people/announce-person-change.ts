import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";

export async function announcePersonChange(deps: Pick<Deps, "pool">, personId: string): Promise<void> {
  await transact(deps, async (tx) =>
    tx.append({ type: "person.updated", actorId: personId, data: { personId } }),
  );
}
