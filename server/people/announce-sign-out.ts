import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";

/** Sockets of sessions that have ended close. */
export async function announceSignOut(deps: Pick<Deps, "pool">, personId: string): Promise<void> {
  await transact(deps, async (tx) =>
    tx.append({ type: "person.signedOut", actorId: personId, data: { personId } }),
  );
}
