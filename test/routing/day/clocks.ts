import pg from "pg";
import type { TestHub } from "../../factories.ts";

/** Sets the time of a hub and of its event log. */
export type SetTime = (at: number) => Promise<void>;

/**
 * Gives a hub's database a clock of its own, which stands still until it is set. To be called before anything else uses that
 * database; what must be real, such as leases, asks for `now()` and goes on.
 */
export async function turnClocks({ url, deps, setClock }: TestHub): Promise<SetTime> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(clockSql);
  await client.end();
  return async (at) => {
    await deps.pool.query("update day_clock set at = $1", [new Date(at)]);
    setClock(new Date(at));
  };
}

const clockSql = `
  create table day_clock (at timestamptz not null);
  insert into day_clock values (now());
  create function public.clock_timestamp() returns timestamptz language sql volatile as 'select at from public.day_clock';
  do $$ begin
    execute format('alter database %I set search_path = public, pg_catalog', current_database());
  end $$`;
