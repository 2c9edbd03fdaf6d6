import { isDeepStrictEqual } from "node:util";
import { eq, sql } from "drizzle-orm";
import { callLegs, calls } from "../../db/schema/calls.ts";
import { interactions } from "../../db/schema/conversations.ts";
import { saveConversation } from "../conversations/hold.ts";
import type { Tx } from "../lib/transact.ts";
import type { CallRow, HeldCall, LegRow } from "./hold-call.ts";
import { followLegs } from "./supervise/follow-legs.ts";

/** Writes what has changed of a held call, and tells of what can be seen of it. */
export async function saveCall(tx: Tx, held: HeldCall): Promise<void> {
  const { call, conversation, actorId, before, now } = held;
  if (!isDeepStrictEqual(conversation, before.conversation)) await saveConversation(tx, conversation, now);
  const isChanged = !isDeepStrictEqual(seenOf(call), seenOf(before.call));
  const isSeen = (await saveLegs(tx, held)) || isChanged;
  await followLegs(tx, held);
  if (!isSeen && isDeepStrictEqual(call, before.call)) return;
  if (isSeen) call.version += 1;
  await tx.db.update(calls).set(call).where(eq(calls.id, call.id));
  if (!isSeen) return;
  await tx.db
    .update(interactions)
    .set({ version: sql`${interactions.version} + 1`, updatedAt: now })
    .where(eq(interactions.id, call.id));
  if (!isChanged) return;
  tx.append({
    type: "call.changed",
    conversationId: conversation.id,
    actorId,
    data: {
      callId: call.id,
      stage: { from: before.call.stage, to: call.stage },
      ...(call.isHeld !== before.call.isHeld && { isHeld: call.isHeld }),
    },
  });
}

/** Gives whether anything about them can be seen; what the carrier calls them cannot. */
async function saveLegs(tx: Tx, { legs, before, conversation, actorId }: HeldCall): Promise<boolean> {
  const known = new Map(before.legs.map((leg) => [leg.id, leg]));
  const changed = legs.filter((leg) => !isDeepStrictEqual(leg, known.get(leg.id)));
  let isSeen = false;
  for (const leg of changed) {
    await tx.db.insert(callLegs).values(leg).onConflictDoUpdate({ target: callLegs.id, set: leg });
    const { from, to } = shownChange(known.get(leg.id), leg);
    if (to === null || from === to) continue;
    isSeen = true;
    const { id: legId, callId, personId } = leg;
    tx.append({
      type: "call.legChanged",
      conversationId: conversation.id,
      actorId,
      data: { callId, legId, personId, role: "talk", state: { from, to } },
    });
  }
  return isSeen;
}

/** Who does not talk is not there for anybody else: they come as they begin to talk, and go as they no longer do. */
function shownChange(was: LegRow | undefined, { role, state }: LegRow) {
  const from = was?.role === "talk" ? was.state : null;
  return { from, to: role === "talk" ? state : from && "ended" } as const;
}

/** Of the row; where it is in its flow, and the steps of that, are its carrier's alone. */
const seenOf = ({
  flow: _flow,
  flowState: _state,
  steps: _steps,
  lostAt: _lostAt,
  externalId: _externalId,
  nodeId: _nodeId,
  meeting: _meeting,
  meetingUntil: _meetingUntil,
  ...seen
}: CallRow) => seen;
