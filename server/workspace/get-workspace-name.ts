import { workspace } from "../../db/schema/workspace.ts";
import type { Deps } from "../lib/deps.ts";

/** Empty before the set-up. */
export async function getWorkspaceName(deps: Pick<Deps, "db">): Promise<string> {
  const [row] = await deps.db.select({ name: workspace.name }).from(workspace);
  return row?.name ?? "";
}
