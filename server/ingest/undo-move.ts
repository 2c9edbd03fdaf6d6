import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { interactions } from "../../db/schema/index.ts";
import { changeStatus } from "../conversations/change-status.ts";
import type { Held } from "../conversations/hold.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Tx } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { holdInteraction } from "./hold-interaction.ts";
import { holdBoth } from "./move-interaction.ts";
import { putBack } from "./relocate.ts";

const Data = z.object({ interactionId: z.uuid(), from: z.uuid(), to: z.uuid(), placeholderId: z.uuid() });

/** Puts what was moved or detached back to where it was. @throws AppError conflict when it was moved on since. */
export async function undoMove(
  tx: Tx,
  deps: Pick<Deps, "clock">,
  { access, data }: { access: Access; data: unknown },
): Promise<void> {
  const moved = Data.parse(data);
  const now = deps.clock.now();
  // What is undone leaves the conversation that it was moved to.
  const { from, to } = await holdBoth(tx, access, moved.to, moved.from);
  const interaction = await holdInteraction(tx, moved.interactionId, from.id);
  const [placeholder] = await tx.db
    .select({ id: interactions.id, position: interactions.position })
    .from(interactions)
    .where(and(eq(interactions.id, moved.placeholderId), eq(interactions.conversationId, to.id)));
  if (!placeholder) throw new AppError("conflict", "Its old place is not there any more.");
  if (await isAlone(tx, from, interaction.id)) {
    await changeStatus(tx, from, { to: "resolved", actorId: access.personId, reason: "person", now });
  }
  await putBack(tx, { from, to, interaction, personId: access.personId, now }, placeholder);
}

async function isAlone(tx: Tx, held: Held, interactionId: string): Promise<boolean> {
  const rows = await tx.db
    .select({ id: interactions.id, kind: interactions.kind })
    .from(interactions)
    .where(eq(interactions.conversationId, held.id));
  return (
    held.status !== "resolved" && rows.every(({ id, kind }) => id === interactionId || kind === "system")
  );
}
