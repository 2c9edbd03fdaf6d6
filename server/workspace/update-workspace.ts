import { workspace } from "../../db/schema/workspace.ts";
import type { Calling, OfficeHours, Workspace } from "../contract/workspace.ts";
import type { Deps } from "../lib/deps.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { refuseBadOfficeHours } from "./office-hours.ts";
import { refuseUnknownCountries } from "./refuse-unknown-countries.ts";
import { refuseUnknownTimeZone } from "./time-zone.ts";

export interface WorkspaceChange {
  name?: string;
  timeZone?: string;
  officeHours?: OfficeHours | null;
  agentsSeeAll?: boolean;
  keepEventsDays?: number | null;
  weights?: Workspace["weights"];
  calling?: Calling;
}

export async function updateWorkspace(
  deps: Pick<Deps, "pool">,
  { access, change }: { access: Access; change: WorkspaceChange },
): Promise<void> {
  if (change.timeZone !== undefined) refuseUnknownTimeZone(change.timeZone);
  if (change.calling) refuseUnknownCountries(change.calling.countries);
  if (change.officeHours) refuseBadOfficeHours(change.officeHours);
  await transact(deps, async (tx) => {
    await tx.db.update(workspace).set({ ...change, updatedAt: new Date() });
    tx.append({ type: "workspace.updated", actorId: access.personId, data: {} });
  });
}
