import { lt } from "drizzle-orm";
import { undos } from "../../db/schema/index.ts";
import type { Deps } from "../lib/deps.ts";

const dayMs = 86_400_000;

/** Deletes undos that were made use of more than 30 days ago; the others may still be wanted. */
export async function forgetUndos({ db, clock }: Pick<Deps, "db" | "clock">): Promise<void> {
  await db.delete(undos).where(lt(undos.undoneAt, new Date(clock.now().getTime() - 30 * dayMs)));
}
