import { and, eq, ne } from "drizzle-orm";
import { callLegs } from "../../../db/schema/calls.ts";
import type { Deps } from "../../lib/deps.ts";
import { findAccess } from "../../permissions/access.ts";
import { changeCall } from "../change-call.ts";
import { isOpen } from "../legs/legs.ts";
import { letGo } from "../legs/let-go.ts";
import { isLed } from "./is-led.ts";

/** Nobody goes on listening to a call once their role or teams do not allow it. */
export async function loseSupervisions(deps: Deps, personId: string): Promise<void> {
  const attended = await deps.db
    .selectDistinct({ callId: callLegs.callId })
    .from(callLegs)
    .where(and(eq(callLegs.personId, personId), ne(callLegs.role, "talk"), ne(callLegs.state, "ended")));
  if (attended.length === 0) return;
  const access = await findAccess(deps, personId);
  for (const { callId } of attended) {
    await changeCall(deps, { id: callId }, async (tx, held) => {
      if (access && (await isLed(tx, access, held))) return;
      const own = held.legs.filter((leg) => leg.personId === personId && leg.role !== "talk" && isOpen(leg));
      for (const leg of own) await letGo(tx, held, leg, { reason: "cancelled" });
    });
  }
}
