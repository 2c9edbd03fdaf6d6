import { and, eq, ne } from "drizzle-orm";
import { callLegs } from "../../db/schema/calls.ts";
import { people } from "../../db/schema/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/**
 * Whether somebody may go into a call by themselves; until the transaction ends nobody else asks that for them.
 * @throws AppError `conflict` where their phone is not ready or they are in a call
 */
export async function refuseUnlessFree(tx: Tx, personId: string): Promise<void> {
  const [person] = await tx.db
    .select({ hasPhone: people.hasPhone })
    .from(people)
    .where(eq(people.id, personId))
    .for("no key update");
  if (!person?.hasPhone) throw new AppError("conflict", "Your phone is not ready for calls.");
  const [other] = await tx.db
    .select({ id: callLegs.id })
    .from(callLegs)
    .where(and(eq(callLegs.personId, personId), ne(callLegs.state, "ended")))
    .limit(1);
  if (other) throw new AppError("conflict", "You are in a call already.");
}
