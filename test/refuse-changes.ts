import type { TestHub } from "./factories.ts";

/** Has the database refuse every change of a call, whatever it is; gives what ends that. */
export async function refuseChanges(
  { deps: { pool } }: Pick<TestHub, "deps">,
  { id }: { id: string },
): Promise<() => Promise<unknown>> {
  const name = `"refuse ${id}"`;
  await pool.query(
    `create function ${name}() returns trigger language plpgsql as 'begin raise exception ''no''; end'`,
  );
  await pool.query(
    `create trigger ${name} before update on calls for each row when (old.id = '${id}') execute function ${name}()`,
  );
  return () => pool.query(`drop function ${name} cascade`);
}
