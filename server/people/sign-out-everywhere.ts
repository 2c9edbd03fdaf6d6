import { eq } from "drizzle-orm";
import { sessions } from "../../db/schema/people.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import { lockPerson } from "./lock-person.ts";

export async function signOutEverywhere(
  deps: Pick<Deps, "pool">,
  { personId, actorId }: { personId: string; actorId: string },
): Promise<void> {
  await transact(deps, async (tx) => {
    await lockPerson(tx, personId);
    await endSessions(tx, personId, actorId);
  });
}

/** Ends every session of a person and says so to whoever holds their sockets. */
export async function endSessions(tx: Tx, personId: string, actorId: string | undefined): Promise<void> {
  await tx.db.delete(sessions).where(eq(sessions.personId, personId));
  tx.append({ type: "person.signedOut", actorId, data: { personId } });
}
