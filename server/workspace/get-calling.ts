import { type Calling, workspace } from "../../db/schema/workspace.ts";
import type { Deps } from "../lib/deps.ts";

/** What people here may call, as it is before the set-up too. */
export async function getCalling(deps: Pick<Deps, "db">): Promise<Calling> {
  const [row] = await deps.db.select({ calling: workspace.calling }).from(workspace);
  return row?.calling ?? { countries: [], callsPerHour: 60 };
}
