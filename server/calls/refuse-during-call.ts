import { and, eq, ne } from "drizzle-orm";
import { calls } from "../../db/schema/calls.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** Whose a call is, and when it is over, its legs say, and nobody by hand. @throws AppError `conflict` while one goes on */
export async function refuseDuringCall(
  tx: Pick<Tx, "db">,
  { conversationId }: { conversationId: string },
): Promise<void> {
  const [call] = await tx.db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.conversationId, conversationId), ne(calls.stage, "ended")))
    .limit(1);
  if (call) throw new AppError("conflict", "The call goes on. This can be done when it is over.");
}
