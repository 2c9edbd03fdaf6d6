import type { BenchHub } from "./hub.ts";

const people = 1_000;
const queues = 50;
const skills = 30;
const waiting = 10_000;

/** The floor as rows, anew: everybody ready, with nothing in hand, in three queues each and with four skills. */
export async function seedFloor({ deps }: BenchHub): Promise<void> {
  const { pool } = deps;
  await pool.query(`
    truncate work_items, conversations, contacts, channels, people, queues, skills cascade`);
  await pool.query(`
    insert into skills (id, name) select ${id(1, "s")}, 'Skill ' || s from generate_series(0, ${skills - 1}) s`);
  await pool.query(`
    insert into queues (id, name) select ${id(2, "q")}, 'Queue ' || q from generate_series(0, ${queues - 1}) q`);
  await pool.query(`
    insert into people (id, name, email, is_online)
    select ${id(3, "p")}, 'Person ' || p, 'person' || p || '@example.com', true from generate_series(0, ${people - 1}) p`);
  await pool.query(`
    insert into queue_people (queue_id, person_id)
    select ${id(2, `((p * 7 + n * 17) % ${queues})`)}, ${id(3, "p")}
    from generate_series(0, ${people - 1}) p, generate_series(0, 2) n`);
  await pool.query(`
    insert into person_skills (person_id, skill_id, level)
    select ${id(3, "p")}, ${id(1, `((p * 11 + n * 7) % ${skills})`)}, 1 + (p + n) % 5
    from generate_series(0, ${people - 1}) p, generate_series(0, 3) n`);
  await pool.query(`
    insert into channels (id, connector, name, rules) values (${id(4, "0")}, 'api', 'Website', '{}')`);
  await pool.query(`
    insert into contacts (id, name) select ${id(5, "c")}, 'Contact ' || c from generate_series(0, ${waiting - 1}) c`);
  await pool.query(`
    insert into conversations (id, channel_id, contact_id, thread, queue_id, waiting_since)
    select ${id(6, "c")}, ${id(4, "0")}, ${id(5, "c")}, 'thread ' || c, ${queueOf}, now() - c * interval '1 second'
    from generate_series(0, ${waiting - 1}) c`);
  await pool.query(`
    insert into work_items (id, conversation_id, kind, queue_id, queued_since, waiting_since, priority, weight, requirements)
    select ${id(7, "c")}, ${id(6, "c")}, case when c % 3 = 0 then 'mail' else 'chat' end, ${queueOf},
      now() - c * interval '1 second', now() - c * interval '1 second', c % 3, case when c % 3 = 0 then 1 else 2 end,
      case when c % 2 = 0 then jsonb_build_array(jsonb_build_object(
        'skillId', ${id(1, `(c % ${skills})`)}, 'level', 1 + c % 3, 'relaxAfterSeconds', null)) end
    from generate_series(0, ${waiting - 1}) c`);
  await pool.query("analyze");
}

/** An id that says of which kind and the how many-th it is. */
const id = (kind: number, nth: string) =>
  `('0000000${kind}-0000-7000-8000-' || lpad((${nth})::text, 12, '0'))::uuid`;
const queueOf = id(2, `(c * 13 % ${queues})`);
