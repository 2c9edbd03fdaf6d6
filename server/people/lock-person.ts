import { and, eq, isNull } from "drizzle-orm";
import { people } from "../../db/schema/people.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** The row, locked. @throws AppError `not_found`, also for somebody removed. */
export async function lockPerson(tx: Tx, personId: string): Promise<typeof people.$inferSelect> {
  const [row] = await tx.db
    .select()
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.removedAt)))
    .for("no key update");
  if (row === undefined) throw notFound("person");
  return row;
}

/**
 * Locks all admins, in one order, so that two who remove each other at once cannot both succeed.
 * @throws AppError `conflict` when this is the last one.
 */
export async function refuseLastAdmin(tx: Tx, personId: string): Promise<void> {
  const admins = await tx.db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.role, "admin"), isNull(people.removedAt)))
    .orderBy(people.id)
    .for("no key update");
  if (admins.length === 1 && admins[0]?.id === personId) {
    throw new AppError("conflict", "This is the last admin. Make somebody else an admin first.");
  }
}
