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
    select time_zone as "timeZone", weights,
      (select coalesce(jsonb_object_agg(id, capacity), '{}') from people) as capacities,
      (select coalesce(jsonb_object_agg(person_id, team_ids), '{}') from (
        select person_id, jsonb_agg(team_id) as team_ids from team_members group by person_id) t) as teams
    from workspace`);
  const { timeZone = "UTC", weights = noWeights, capacities = {}, teams = {} } = rows[0] ?? {};
  return {
    timeZone,
    weights,
    capacityOf: (id) => capacities[id] ?? 0,
    teamIdsOf: (id) => teams[id] ?? [],
  };
}

type SettingsRow = {
  timeZone: string;
  weights: Record<WorkKind, number>;
  capacities: Record<string, number>;
  teams: Record<string, string[]>;
};

const noWeights = { chat: 1, mail: 1, call: 1 };
