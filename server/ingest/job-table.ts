import type { Table } from "./table.ts";

export const jobs: Table = {
  name: "jobs",
  columns: { name: "text", payload: "json", runAt: "timestamptz", key: "text" },
  sql: (rows) => `
  select count(*) from (
    select array_agg((name, payload, null, "runAt", 25, key, null, null)::graphile_worker.job_spec) as specs
    from ${rows} having count(*) > 0) due, graphile_worker.add_jobs(due.specs)`,
};
