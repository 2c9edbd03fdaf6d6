import type { workspace } from "../../db/schema/workspace.ts";
import type { Workspace } from "../contract/workspace.ts";

export const presentWorkspace = (row: typeof workspace.$inferSelect): Workspace => ({
  name: row.name ?? "",
  timeZone: row.timeZone,
  officeHours: row.officeHours,
  agentsSeeAll: row.agentsSeeAll,
  keepEventsDays: row.keepEventsDays,
  weights: row.weights,
  calling: row.calling,
});
