import { workspace } from "../../db/schema/workspace.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";

export async function isSetUp(deps: Pick<Deps, "db">): Promise<boolean> {
  const [row] = await deps.db.select({ setUpAt: workspace.setUpAt }).from(workspace);
  return row?.setUpAt != null;
}

/** @throws AppError `not_found` before the set-up. */
export async function getWorkspace(deps: Pick<Deps, "db">): Promise<typeof workspace.$inferSelect> {
  const [row] = await deps.db.select().from(workspace);
  if (row?.setUpAt == null) throw new AppError("not_found", "The workspace is not set up yet.");
  return row;
}
