import { and, asc, eq, gt, isNotNull, isNull, or } from "drizzle-orm";
import { callLegs, type calls } from "../../../db/schema/calls.ts";
import { notFound } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { lockCall } from "../lock-call.ts";

export interface Talk {
  call: typeof calls.$inferSelect;
  /** When this person came into it. */
  since: Date;
}

/** A call, locked, in which somebody talked at that moment. @throws AppError not_found */
export async function holdTalk(tx: Tx, access: Access, callId: string, at: Date): Promise<Talk> {
  const call = await lockCall(tx, { id: callId });
  if (!call) throw notFound("call");
  const [leg] = await tx.db
    .select({ connectedAt: callLegs.connectedAt })
    .from(callLegs)
    .where(
      and(
        eq(callLegs.callId, callId),
        eq(callLegs.personId, access.personId),
        eq(callLegs.role, "talk"),
        isNotNull(callLegs.connectedAt),
        or(isNull(callLegs.endedAt), gt(callLegs.endedAt, at)),
      ),
    )
    // Somebody may have come back since.
    .orderBy(asc(callLegs.connectedAt))
    .limit(1);
  if (!leg?.connectedAt) throw notFound("call");
  return { call, since: leg.connectedAt };
}
