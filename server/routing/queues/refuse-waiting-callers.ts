import { and, eq } from "drizzle-orm";
import { calls } from "../../../db/schema/calls.ts";
import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";

/** Work in no queue is offered to nobody, and a caller would hear music without end. @throws AppError `conflict` */
export async function refuseWaitingCallers(tx: Tx, queueId: string): Promise<void> {
  const [call] = await tx.db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.queueId, queueId), eq(calls.stage, "queued")))
    .limit(1);
  if (call)
    throw new AppError(
      "conflict",
      "Callers wait in this queue. Give it an overflow, or wait until they are served.",
    );
}
