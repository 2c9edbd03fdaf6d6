import { sql } from "drizzle-orm";
import { presentSummary, type SummaryRow, summarySql } from "../contacts/summary.ts";
import type { ListedConversation } from "../contract/board.ts";
import type { WorkKind } from "../contract/queues.ts";
import type { Deps } from "../lib/deps.ts";
import { uuids } from "../lib/rows.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";

/** What a board is looked at with; rows, since nobody asks how they were at a past moment. */
export interface Settings {
  timeZone: string;
  weights: Record<WorkKind, number>;
  capacityOf(personId: string): number;
  teamIdsOf(personId: string): string[];
}

export async function readSettings(deps: Pick<Deps, "db">): Promise<Settings> {
  const { rows } = await deps.db.execute<SettingsRow>(sql`
    select time_zone as "timeZone", weights, p.capacities, t.teams
    from (select jsonb_object_agg(id, capacity) as capacities from people) p
    cross join (select jsonb_object_agg(person_id, team_ids) as teams from (
      select person_id, jsonb_agg(team_id) as team_ids from team_members group by person_id) m) t
    left join workspace on true`);
  const [row] = rows;
  return {
    timeZone: row?.timeZone ?? "UTC",
    weights: row?.weights ?? noWeights,
    capacityOf: (id) => row?.capacities?.[id] ?? 0,
    teamIdsOf: (id) => row?.teams?.[id] ?? [],
  };
}

type SettingsRow = {
  timeZone: string | null;
  weights: Record<WorkKind, number> | null;
  capacities: Record<string, number> | null;
  teams: Record<string, string[]> | null;
};

/** Of a workspace that is not set up yet. */
const noWeights = { chat: 1, mail: 1, call: 1 };

/** Of some conversations those that somebody sees, by id, as they are now. */
export async function findListed(
  deps: Pick<Deps, "db">,
  { access, ids }: { access: Access; ids: string[] },
): Promise<Map<string, ListedConversation>> {
  const { rows } = await deps.db.execute<ListedRow>(sql`
    select c.id, c.last_preview as preview, ${summarySql("n")}
    from conversations c join contacts n on n.id = c.contact_id
    where c.id = any(${uuids([...new Set(ids)])}::uuid[]) and ${canSeeSql(access)}`);
  return new Map(
    rows.map((row) => [row.id, { id: row.id, contact: presentSummary(row), preview: row.preview }]),
  );
}

type ListedRow = SummaryRow & Pick<ListedConversation, "id" | "preview">;
