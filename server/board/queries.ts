import { sql } from "drizzle-orm";
import type { WorkKind } from "../contract/queues.ts";
import type { Deps } from "../lib/deps.ts";

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
