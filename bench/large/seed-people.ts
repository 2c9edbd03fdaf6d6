import type { Pool } from "../../db/connect.ts";
import { newId } from "../../db/schema/columns.ts";

export interface Staff {
  adminId: string;
  /** Sees the conversations of one channel in a hundred. */
  agentId: string;
  channelIds: string[];
}

const channels = 100;
const rules = JSON.stringify({
  makeDeal: true,
  makeTask: true,
  answerWithinMinutes: 15,
  reopenWithinDays: 7,
});

/** An admin, and an agent whose team has the first of a hundred channels. */
export async function seedPeople(pool: Pool): Promise<Staff> {
  const [adminId, agentId, teamId, otherTeamId] = [newId(), newId(), newId(), newId()];
  const channelIds = Array.from({ length: channels }, newId);
  await pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada Admin', 'ada@example.com', 'admin'),
      ($2, 'Ben Agent', 'ben@example.com', 'agent')`,
    [adminId, agentId],
  );
  await pool.query("insert into teams (id, name) values ($1, 'One'), ($2, 'Others')", [teamId, otherTeamId]);
  await pool.query("insert into team_members (team_id, person_id) values ($1, $2)", [teamId, agentId]);
  await pool.query(
    `insert into channels (id, connector, name, rules)
    select id, 'api', 'Channel ' || nth, $2 from unnest($1::uuid[]) with ordinality as c(id, nth)`,
    [channelIds, rules],
  );
  await pool.query(
    `insert into channel_teams (channel_id, team_id)
    select id, case when nth = 1 then $2::uuid else $3::uuid end from unnest($1::uuid[]) with ordinality as c(id, nth)`,
    [channelIds, teamId, otherTeamId],
  );
  return { adminId, agentId, channelIds };
}
