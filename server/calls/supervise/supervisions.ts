import { and, eq, isNull } from "drizzle-orm";
import { callSupervisions } from "../../../db/schema/calls.ts";
import type { SupervisionMode } from "../../contract/supervision.ts";
import type { Tx } from "../../lib/transact.ts";
import type { HeldCall, LegRow } from "../hold-call.ts";
import { findLeg } from "../legs/legs.ts";

export type SupervisionRow = typeof callSupervisions.$inferSelect;

export const roles = { listen: "listen", whisper: "whisper", barge: "talk", takeOver: "talk" } as const;

const openOf = (legId: string) => and(eq(callSupervisions.legId, legId), isNull(callSupervisions.endedAt));

/** The one that a leg is for now; undefined for a leg that attends nothing. */
export async function findSupervision(tx: Tx, legId: string): Promise<SupervisionRow | undefined> {
  const [supervision] = await tx.db.select().from(callSupervisions).where(openOf(legId));
  return supervision;
}

/** Its leg is there already as a row. */
export async function addSupervision(
  tx: Tx,
  { now }: HeldCall,
  { id: legId, callId, personId }: LegRow,
  mode: SupervisionMode,
): Promise<void> {
  if (!personId) return;
  await tx.db.insert(callSupervisions).values({ callId, legId, personId, mode, startedAt: now });
}

/** Its leg is connected: from now on it is one. */
export async function confirmSupervision(tx: Tx, held: HeldCall, leg: LegRow): Promise<void> {
  const [supervision] = await tx.db
    .update(callSupervisions)
    .set({ startedAt: held.now })
    .where(openOf(leg.id))
    .returning();
  if (supervision) tellMode(tx, held, leg, { from: null, to: supervision.mode });
}

/** One whose leg was never connected has not been. */
export async function closeSupervision(
  tx: Tx,
  held: HeldCall,
  leg: LegRow,
  { wasConnected, next = null }: { wasConnected: boolean; next?: SupervisionMode | null },
): Promise<void> {
  const [supervision] = wasConnected
    ? await tx.db.update(callSupervisions).set({ endedAt: held.now }).where(openOf(leg.id)).returning()
    : await tx.db.delete(callSupervisions).where(openOf(leg.id)).returning();
  if (supervision) tellMode(tx, held, leg, { from: supervision.mode, to: next });
}

/** To whoever attends the call; and of a whisper to whoever hears it. */
function tellMode(
  tx: Tx,
  held: HeldCall,
  leg: LegRow,
  mode: { from: SupervisionMode | null; to: SupervisionMode | null },
) {
  const { callId, personId } = leg;
  if (!personId) return;
  tx.append({ type: "call.supervised", actorId: personId, data: { callId, personId, mode } });
  if (mode.from === "whisper") tellWhisper(tx, held, leg, false);
  if (mode.to === "whisper") tellWhisper(tx, held, leg, true);
}

export function tellWhisper(
  tx: Tx,
  held: HeldCall,
  { callId, personId, byLegId }: LegRow,
  isWhispering: boolean,
): void {
  const toId = findLeg(held, byLegId ?? "")?.personId;
  if (!personId || !toId) return;
  tx.append({ type: "call.whispered", actorId: personId, data: { callId, personId, toId, isWhispering } });
}
