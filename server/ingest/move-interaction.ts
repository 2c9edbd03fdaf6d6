import { eq } from "drizzle-orm";
import { newId } from "../../db/schema/columns.ts";
import { trailMarks, undos } from "../../db/schema/index.ts";
import { type Held, holdConversation } from "../conversations/hold.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { holdInteraction, whereIs } from "./hold-interaction.ts";
import { openBeside } from "./open-beside.ts";
import { type Moved, relocate } from "./relocate.ts";

interface Result {
  undoId: string;
  conversationId: string;
}

/** Moves an interaction to the end of another conversation that one sees. */
export async function moveInteraction(
  deps: Deps,
  {
    access,
    interactionId,
    conversationId,
  }: { access: Access; interactionId: string; conversationId: string },
): Promise<Result> {
  return transact(deps, async (tx) => {
    const fromId = await whereIs(tx, interactionId);
    const held = await holdBoth(tx, access, fromId, conversationId);
    if (fromId === conversationId) throw new AppError("conflict", "It is in this conversation already.");
    return carryOut(tx, deps, { access, interactionId, kind: "move", ...held });
  });
}

/** Takes an interaction out into a new conversation; what comes next on the thread stays with the old one, unless it answers a letter. */
export async function detachInteraction(
  deps: Deps,
  { access, interactionId }: { access: Access; interactionId: string },
): Promise<Result> {
  return transact(deps, async (tx) => {
    const from = await holdConversation(tx, access, await whereIs(tx, interactionId));
    if (from.length < 2) throw new AppError("conflict", "It is alone in its conversation already.");
    const thread = (await hasTrail(tx, interactionId)) ? newId() : from.thread;
    const to = await openBeside(tx, from, { thread, actorId: access.personId, now: deps.clock.now() });
    return carryOut(tx, deps, { access, interactionId, kind: "detachment", from, to });
  });
}

/** What answers it then follows it, and need not stay with the old one. */
async function hasTrail(tx: Tx, interactionId: string): Promise<boolean> {
  const marks = await tx.db
    .select({ mark: trailMarks.mark })
    .from(trailMarks)
    .where(eq(trailMarks.interactionId, interactionId))
    .limit(1);
  return marks.length > 0;
}

/** In one order, whoever moves what where. */
export async function holdBoth(tx: Tx, access: Access, fromId: string, toId: string) {
  const held = new Map<string, Held>();
  for (const id of [fromId, toId].sort()) held.set(id, await holdConversation(tx, access, id));
  const [from, to] = [held.get(fromId), held.get(toId)];
  if (!from || !to) throw notFound("conversation");
  return { from, to };
}

async function carryOut(
  tx: Tx,
  deps: Pick<Deps, "clock">,
  move: { access: Access; interactionId: string; kind: "move" | "detachment"; from: Held; to: Held },
): Promise<Result> {
  const { access, interactionId, kind, from, to } = move;
  const now = deps.clock.now();
  const interaction = await holdInteraction(tx, interactionId, from.id);
  const placeholderId = await relocate(tx, { from, to, interaction, personId: access.personId, now });
  const data: Moved = { interactionId, from: from.id, to: to.id, placeholderId };
  const [undo] = await tx.db
    .insert(undos)
    .values({ kind, data: { ...data }, personId: access.personId, createdAt: now })
    .returning({ id: undos.id });
  if (!undo) throw new Error("The undo was not kept.");
  return { undoId: undo.id, conversationId: to.id };
}
