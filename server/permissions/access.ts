import { sql } from "drizzle-orm";
import type { Scope } from "../contract/endpoint.ts";
import type { Role } from "../contract/people.ts";
import type { Deps } from "../lib/deps.ts";
import { planned } from "../lib/planned.ts";
import { uuids } from "../lib/rows.ts";

/** Who asks and what decides what they see; loaded once per request or socket. */
export interface Access {
  personId: string;
  role: Role;
  teamIds: string[];
  /** The channels of their teams and those of nobody's; for admins all. */
  channelIds: string[];
  /** Queues that they or their teams are members of; for admins all. */
  queueIds: string[];
  /** A workspace setting: agents see what others answer too, in their channels. */
  agentsSeeAll: boolean;
  /** Set for an API key: what it may do of what its person may. */
  scopes?: Scope[];
}

/** Undefined for somebody removed. */
export async function findAccess(deps: Pick<Deps, "db">, personId: string): Promise<Access | undefined> {
  return (await findAccesses(deps, [personId])).get(personId);
}

/** By person; without those removed. */
export async function findAccesses(
  deps: Pick<Deps, "db">,
  personIds: readonly string[],
): Promise<Map<string, Access>> {
  const rows = await planned<AccessRow>(
    deps.db,
    "access",
    sql`
    select p.id, p.role,
      array(select team_id from team_members m where m.person_id = p.id order by team_id) as team_ids,
      array(select c.id from channels c
        where p.role = 'admin'
          or not exists (select from channel_teams t where t.channel_id = c.id)
          or exists (select from channel_teams t join team_members m using (team_id)
            where t.channel_id = c.id and m.person_id = p.id)
        order by c.id) as channel_ids,
      array(select q.id from queues q
        where q.archived_at is null and (p.role = 'admin'
          or exists (select from queue_people qp where qp.queue_id = q.id and qp.person_id = p.id)
          or exists (select from queue_teams t join team_members m using (team_id)
            where t.queue_id = q.id and m.person_id = p.id))
        order by q.id) as queue_ids,
      coalesce((select agents_see_all from workspace), false) as agents_see_all
    from people p where p.id = any(${uuids(personIds)}::uuid[]) and p.removed_at is null`,
  );
  return new Map(rows.map((row) => [row.id, toAccess(row)]));
}

type AccessRow = {
  id: string;
  role: Role;
  team_ids: string[];
  channel_ids: string[];
  queue_ids: string[];
  agents_see_all: boolean;
};

function toAccess(row: AccessRow): Access {
  return {
    personId: row.id,
    role: row.role,
    teamIds: row.team_ids,
    channelIds: row.channel_ids,
    queueIds: row.queue_ids,
    agentsSeeAll: row.agents_see_all,
  };
}
