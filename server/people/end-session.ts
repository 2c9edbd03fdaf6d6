import { eq } from "drizzle-orm";
import { sessions } from "../../db/schema/people.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";

export async function endSession(
  deps: Pick<Deps, "pool">,
  { sessionId, personId }: { sessionId: string; personId: string },
): Promise<void> {
  await transact(deps, async (tx) => {
    await tx.db.delete(sessions).where(eq(sessions.id, sessionId));
    tx.append({ type: "person.signedOut", actorId: personId, data: { personId } });
  });
}
