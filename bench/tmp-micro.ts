import pg from "pg";
import { withHub } from "./hub.ts";
import { newId } from "../db/schema/columns.ts";
await withHub(async (hub) => {
  const c = new pg.Client({ connectionString: hub.url, pipeline: true } as any); await c.connect();
  const N = 64;
  const rows = Array.from({ length: N }, (_, i) => ({ id: newId(), conversationId: newId(), position: i, contactId: newId(), text: "x y ".repeat(50), data: null, externalId: "abc" + i, why: { thread: [{ signal: "thread.new" }], contact: [{ signal: "identity.new", detail: "bench" }], routing: [{ signal: "queue" }] }, sentAt: null, createdAt: new Date() }));
  const json = `select count(*), count(why) from (select id, "conversationId", position, text, data, "externalId", why, "sentAt", "createdAt" from json_to_recordset($1::json) as r(id uuid, "conversationId" uuid, position int, "contactId" uuid, text text, data jsonb, "externalId" text, why jsonb, "sentAt" timestamptz, "createdAt" timestamptz) offset 0) x`;
  const un = `select count(*), count(why) from (select id, cid, position, text, data, eid, why, "sentAt", "createdAt" from unnest($1::uuid[], $2::uuid[], $3::int[], $4::uuid[], $5::text[], $6::jsonb[], $7::text[], $8::jsonb[], $9::timestamptz[], $10::timestamptz[]) as r(id, cid, position, contactid, text, data, eid, why, "sentAt", "createdAt") offset 0) x`;
  const esc = (t: string | null) => t === null ? "null" : `"${/["\\]/.test(t) ? t.replace(/["\\]/g, "\\$&") : t}"`;
  const lit = (xs: any[]) => `{${xs.join(",")}}`;
  for (let round = 0; round < 3; round++) {
    let cpu = process.cpuUsage(); let t = performance.now();
    for (let i = 0; i < 300; i++) await c.query({ name: "j", text: json, values: [JSON.stringify(rows)] });
    let d = process.cpuUsage(cpu); console.log("json", ((performance.now() - t) * 1000 / 300 / N).toFixed(2), "us/row wall; node", ((d.user + d.system) / 300 / N).toFixed(2));
    cpu = process.cpuUsage(); t = performance.now();
    for (let i = 0; i < 300; i++) await c.query({ name: "u", text: un, values: [lit(rows.map(r => r.id)), lit(rows.map(r => r.conversationId)), lit(rows.map(r => r.position)), lit(rows.map(r => r.contactId)), lit(rows.map(r => esc(r.text))), lit(rows.map(r => "null")), lit(rows.map(r => esc(r.externalId))), lit(rows.map(r => esc(JSON.stringify(r.why)))), lit(rows.map(r => "null")), lit(rows.map(r => r.createdAt.toISOString()))] });
    d = process.cpuUsage(cpu); console.log("unnest", ((performance.now() - t) * 1000 / 300 / N).toFixed(2), "us/row wall; node", ((d.user + d.system) / 300 / N).toFixed(2));
  }
  await c.end();
});
