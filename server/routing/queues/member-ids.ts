import { sql } from "drizzle-orm";

/** Over a row of queues named `q`: its people and its teams' people, without those removed. */
export const memberIdsSql = sql`array(
  select p.id from people p where p.removed_at is null and p.id in (
    select person_id from queue_people where queue_id = q.id
    union select tm.person_id from queue_teams t join team_members tm using (team_id) where t.queue_id = q.id)
  order by p.id)`;
