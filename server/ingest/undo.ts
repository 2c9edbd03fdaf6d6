import { eq } from "drizzle-orm";
import { undos } from "../../db/schema/index.ts";
import { undoJoin } from "../contacts/undo-join.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { undoMove } from "./undo-move.ts";

type Undo = (tx: Tx, deps: Deps, input: { access: Access; data: unknown }) => Promise<void>;

/** How each kind is taken back; each checks that whoever asks may see what it changes. */
const ways: Record<(typeof undos.$inferSelect)["kind"], Undo> = {
  detachment: undoMove,
  move: undoMove,
  join: (tx, _deps, input) => undoJoin(tx, input),
};

/** Takes back what a person did, once. */
export async function undo(
  deps: Deps,
  { access, undoId }: { access: Access; undoId: string },
): Promise<void> {
  await transact(deps, async (tx) => {
    const [row] = await tx.db.select().from(undos).where(eq(undos.id, undoId)).for("no key update");
    if (!row) throw notFound("undo");
    await ways[row.kind](tx, deps, { access, data: row.data });
    if (row.undoneAt) throw new AppError("conflict", "It was undone already.");
    await tx.db.update(undos).set({ undoneAt: deps.clock.now() }).where(eq(undos.id, undoId));
  });
}
