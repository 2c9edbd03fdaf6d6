import { readFileSync } from "node:fs";
import { withHub } from "./hub.ts";
import { makeLoad, introduce, produce } from "./load.ts";
import { bareInserts } from "./bare-inserts.ts";
import { createIngest } from "../server/ingest/create-ingest.ts";
const secs = Number(process.argv[2] ?? 4);
const setup = process.argv[3];
const ticks = (pid: number) => { const f = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" "); return (Number(f[11]) + Number(f[12])) * 10; };
await withHub(async (hub) => {
  const pool = hub.deps.pool;
  if (setup) await pool.query(readFileSync(setup, "utf8"));
  const pids = async () => (await pool.query("select pid, coalesce(nullif(application_name,''), backend_type) as name from pg_stat_activity")).rows as { pid: number; name: string }[];
  // baseline cpu
  {
    const all = new Map<number, number>();
    const c0 = process.cpuUsage();
    const mon = setInterval(() => {}, 1000);
    const before = await sumPg();
    const rate = await bareInserts(hub, secs, async () => { const a = await sumPg(); all.set(0, a); });
    clearInterval(mon);
    const c = process.cpuUsage(c0);
    const after = all.get(0)!;
    console.log("bare rate", Math.round(rate), "node us/op", ((c.user + c.system) / (rate * secs)).toFixed(1), "pg us/op", (((after - before) * 1000) / (rate * secs)).toFixed(1));
  }
  async function sumPg() { let s = 0; for (const { pid } of await pids()) { try { s += ticks(pid); } catch {} } return s; }
  const load = await makeLoad(hub);
  const ingest = createIngest(hub.deps);
  await ingest.start();
  await introduce(load, ingest.accept);
  await ingest.idle();
  await produce(load, ingest.accept, 1); await ingest.idle();
  const p = await pids();
  const t0 = new Map(p.map((x) => [x.pid, ticks(x.pid)]));
  const c0 = process.cpuUsage();
  const s0 = performance.now();
  const n = await produce(load, ingest.accept, secs);
  await ingest.idle();
  const c = process.cpuUsage(c0);
  const took = performance.now() - s0;
  console.log("process rate", Math.round((n / took) * 1000), "n", n, "node us/op", ((c.user + c.system) / n).toFixed(1));
  let sum = 0;
  for (const x of p) { const d = ticks(x.pid) - t0.get(x.pid)!; sum += d; if (d > 20) console.log("  ", x.name, ((d * 1000) / n).toFixed(1), "us/op"); }
  console.log("  pg total", ((sum * 1000) / n).toFixed(1));
  if (process.env.STATS) {
    const { rows } = await pool.query("select * from (select query, calls, round(total_exec_time) as ms, rows from pg_stat_statements) s order by ms desc limit 25").catch((e) => ({ rows: [{ e: e.message }] as any[] }));
    for (const r of rows) console.log(r.ms, r.calls, r.rows, String(r.query).replace(/\s+/g, " ").slice(0, 110));
  }
  await ingest.stop();
});
