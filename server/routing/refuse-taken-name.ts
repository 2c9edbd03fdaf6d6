import { and, eq, isNull, ne } from "drizzle-orm";
import { queues, type skills } from "../../db/schema/routing.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** @throws AppError `conflict`; of two who take one name at once, the second waits for the first here. */
export async function refuseTakenName(
  tx: Tx,
  table: typeof queues | typeof skills,
  what: "queue" | "skill",
  { name, id }: { name: string; id: string },
): Promise<void> {
  await tx.client.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`${what} ${name}`]);
  const isInUse = table === queues ? isNull(queues.archivedAt) : undefined;
  const taken = await tx.db.$count(table, and(eq(table.name, name), ne(table.id, id), isInUse));
  if (taken === 0) return;
  throw new AppError("conflict", `There is a ${what} with this name already.`, {
    fields: { name: "is taken" },
  });
}
