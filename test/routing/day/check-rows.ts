import { expect } from "vitest";
import type { TestHub } from "../../factories.ts";
import type { Contacts } from "./contacts.ts";

/** At any moment: whatever is open has its work item, and that is nobody's, held out to one, or one person's. */
export async function checkOwners({ deps }: TestHub): Promise<void> {
  const { rows } = await deps.pool.query(wrongSql);
  expect(rows).toEqual([]);
}

const wrongSql = `
  select * from (
    select c.id, c.thread, c.status, c.assignee_id, c.queue_id as lies_in, w.state, w.owner_id, w.offered_to, w.queue_id,
      case
        when c.status = 'open' and w.id is null then 'has no work item'
        when c.status <> 'open' and w.id is not null and w.state <> 'wrapUp' then 'has a work item that nobody needs'
        when w.id is not null and w.queue_id is distinct from c.queue_id then 'lies in two queues'
        when w.state = 'waiting' and num_nonnulls(w.owner_id, w.offered_to, w.offer_ends_at, c.assignee_id) > 0
          then 'waits and is somebody''s'
        when w.state = 'offered' and (num_nulls(w.offered_to, w.offer_ends_at) > 0
          or num_nonnulls(w.owner_id, c.assignee_id) > 0) then 'is held out and somebody''s'
        when w.state = 'active' and (w.owner_id is null or w.owner_id is distinct from c.assignee_id
          or num_nonnulls(w.offered_to, w.offer_ends_at) > 0) then 'has two owners or none'
        when w.state = 'wrapUp' and (w.owner_id is null or w.wrap_up_ends_at is null) then 'is wrapped up by nobody'
        when w.state = 'offered' and not exists (select from conversation_people s
          where s.conversation_id = c.id and s.person_id = w.offered_to and s.reason = 'offered')
          then 'is not seen by whom it is held out to'
        when w.state is distinct from 'offered' and exists (select from conversation_people s
          where s.conversation_id = c.id and s.reason = 'offered') then 'is seen by somebody who was asked once'
      end as wrong
    from conversations c left join work_items w on w.conversation_id = c.id and w.state <> 'done') found
  where wrong is not null limit 5`;

/** What came is there; what is not open any more was ended by somebody, and nothing else. */
export async function checkNothingIsLost({ deps }: TestHub, contacts: Contacts): Promise<void> {
  const { rows } = await deps.pool.query(`
    select (select count(*) from conversations) as conversations,
      (select count(*) from interactions where direction = 'in') as said,
      (select count(*) from conversations c where c.status <> 'open' and (
        select e.actor_id from events e where e.conversation_id = c.id and e.type = 'conversation.statusChanged'
        order by e.seq desc limit 1) is null) as "endedByNobody"`);
  expect(rows).toEqual([{ conversations: contacts.threads.size, said: contacts.said(), endedByNobody: 0 }]);
}
