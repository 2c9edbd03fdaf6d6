import { and, eq, isNull, ne } from "drizzle-orm";
import { callLegs } from "../../../db/schema/calls.ts";
import { people } from "../../../db/schema/people.ts";
import type { Tx } from "../../lib/transact.ts";
import type { LegRow } from "../hold-call.ts";

interface HeldPhone {
  name: string;
  /** Whether it is ready to carry a leg. */
  hasPhone: boolean;
  /** Those that are not over, in whatever call. */
  legs: Pick<LegRow, "callId" | "role">[];
}

/** A person, locked: until the transaction ends nobody else begins a leg of theirs. Undefined where they are not there. */
export async function holdPhone(tx: Tx, personId: string): Promise<HeldPhone | undefined> {
  const [person] = await tx.db
    .select({ name: people.name, hasPhone: people.hasPhone })
    .from(people)
    .where(and(eq(people.id, personId), isNull(people.removedAt)))
    .for("no key update");
  if (!person) return undefined;
  const legs = await tx.db
    .select({ callId: callLegs.callId, role: callLegs.role })
    .from(callLegs)
    .where(and(eq(callLegs.personId, personId), ne(callLegs.state, "ended")));
  return { ...person, legs };
}
