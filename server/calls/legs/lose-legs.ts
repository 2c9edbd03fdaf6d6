import { and, eq, ne } from "drizzle-orm";
import { callLegs } from "../../../db/schema/calls.ts";
import { people } from "../../../db/schema/people.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Tx } from "../../lib/transact.ts";
import { changeCall } from "../change-call.ts";
import { isOpen } from "./legs.ts";
import { letGo } from "./let-go.ts";

/** Whoever has no browser left is in no call either: its caller goes to the next. */
export async function loseLegs(deps: Deps, personId: string): Promise<void> {
  const found = await deps.db
    .selectDistinct({ callId: callLegs.callId })
    .from(callLegs)
    .where(and(eq(callLegs.personId, personId), ne(callLegs.state, "ended")));
  for (const { callId } of found) {
    await changeCall(deps, { id: callId }, async (tx, held) => {
      if (await hasPhone(tx, personId)) return;
      for (const leg of held.legs.filter((one) => one.personId === personId && isOpen(one))) {
        await letGo(tx, held, leg, { reason: "failed", isLost: true });
      }
    });
  }
}

async function hasPhone(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await tx.db
    .select({ hasPhone: people.hasPhone })
    .from(people)
    .where(eq(people.id, personId));
  return person?.hasPhone ?? false;
}
