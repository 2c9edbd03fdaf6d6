import pg from "pg";
import { withHub } from "./hub.ts";
import { makeLoad, introduce, produce } from "./load.ts";
import { createIngest } from "../server/ingest/create-ingest.ts";
const totals = new Map<string, { ms: number; n: number; rows: number; detail: Map<string, number> }>();
const skip = new Set(["ingest-accept", "ingest-known", "ingest-take", "ingest-channels", "ingest-contacts", "ingest-claims", "ingest-conversations", "ingest-around", "ingest-lock"]);
const original = pg.Client.prototype.query as any;
let on = false;
(pg.Client.prototype as any).query = function (q: any, ...rest: any[]) {
  if (on && q?.name?.startsWith("ingest-") && !skip.has(q.name)) {
    const name = q.name;
    return original.call(this, { name: name + "-x", text: "explain (analyze, costs off) " + q.text, values: q.values }, ...rest).then((r: any) => {
      const t = totals.get(name) ?? { ms: 0, n: 0, rows: 0, detail: new Map() };
      t.n++; t.rows += JSON.parse(q.values[0]).length;
      for (const row of r.rows) { const l: string = row["QUERY PLAN"];
        const m = /Execution Time: ([\d.]+)/.exec(l); if (m) t.ms += Number(m[1]);
        const tr = /Trigger (?:for constraint )?(\S+): time=([\d.]+)/.exec(l); if (tr) t.detail.set(tr[1]!, (t.detail.get(tr[1]!) ?? 0) + Number(tr[2]));
        const pl = /Planning Time: ([\d.]+)/.exec(l); if (pl) t.detail.set("planning", (t.detail.get("planning") ?? 0) + Number(pl[1]));
      }
      totals.set(name, t); return r;
    });
  }
  const name = q?.name?.startsWith("ingest-") || q?.name?.startsWith("append-") ? q.name : typeof q === "string" && q.includes("insert into events") ? "events+commit" : undefined;
  if (on && name && skip.has(name) && !["ingest-take","ingest-accept","ingest-lock"].includes(name)) { original.call(this, { name: name + "-x", text: "explain (analyze, costs off) " + q.text, values: q.values }).then((r: any) => { const k = "read " + name; const t = totals.get(k) ?? { ms: 0, n: 0, rows: 0, detail: new Map() }; t.n++; for (const row of r.rows) { const m = /Execution Time: ([\d.]+)/.exec(row["QUERY PLAN"]); if (m) t.ms += Number(m[1]); } if (t.n === 40) console.log(k, r.rows.map((x: any) => x["QUERY PLAN"]).join("\n")); totals.set(k, t); }); }
  if (on && name === "append-events") { const s = performance.now(); }
  if (on && name) { const s = performance.now(); const p = original.call(this, q, ...rest); p.then((r: any) => { const t = totals.get("~" + name) ?? { ms: 0, n: 0, rows: 0, detail: new Map() }; t.n++; t.ms += performance.now() - s; t.rows += r.rowCount ?? 0; totals.set("~" + name, t); }, () => {}); return p; }
  return original.call(this, q, ...rest);
};
await withHub(async (hub) => {
  if (process.argv[2]) await hub.deps.pool.query((await import("node:fs")).readFileSync(process.argv[2], "utf8"));
  const load = await makeLoad(hub);
  const ingest = createIngest(hub.deps);
  await ingest.start();
  await introduce(load, ingest.accept); await ingest.idle();
  await produce(load, ingest.accept, 1); await ingest.idle();
  on = true;
  const n = await produce(load, ingest.accept, 4); await ingest.idle();
  on = false;
  console.log("n", n);
  for (const [name, t] of [...totals].sort((a, b) => b[1].ms - a[1].ms)) console.log(name.padEnd(34), "us/msg", ((t.ms * 1000) / n).toFixed(1).padStart(7), "calls", t.n, "rows/call", (t.rows / t.n).toFixed(1), [...t.detail].map(([k, v]) => k.replace(/_fk$/, "") + "=" + ((v * 1000) / n).toFixed(1)).join(" "));
  await ingest.stop();
});
