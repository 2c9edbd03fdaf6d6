import { text } from "node:stream/consumers";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { files } from "../../db/schema/index.ts";
import {
  makeChannel,
  makeConversation,
  makeInteraction,
  makePerson,
  type TestHub,
  testHub,
} from "../../test/factories.ts";
import type { FileStore } from "../lib/file-store.ts";
import { forgetFiles } from "./forget-files.ts";
import { keepFile } from "./keep-file.ts";

let hub: TestHub;
let channelId: string;
beforeAll(async () => {
  hub = await testHub();
  channelId = (await makeChannel(hub)).id;
});
afterAll(() => hub.close());

const going = new AbortController().signal;
const longAgo = new Date(Date.now() - 25 * 3_600_000);

async function upload(content: string, { createdAt = longAgo, store = hub.deps.files } = {}) {
  const file = { name: "a.txt", contentType: "text/plain", bytes: Buffer.from(content) };
  const { id } = await keepFile({ ...hub.deps, files: store }, file, { channelId });
  const [row] = await hub.deps.db.update(files).set({ createdAt }).where(eq(files.id, id)).returning();
  return row!;
}

const isThere = async ({ id }: { id: string }) =>
  (await hub.deps.db.select().from(files).where(eq(files.id, id))).length === 1;
const read = ({ sha256 }: { sha256: string }) => text(hub.deps.files.open(sha256));

test("an upload that nobody sent within a day goes, with its bytes; one of today stays", async () => {
  const [old, fresh] = [await upload("old"), await upload("fresh", { createdAt: new Date() })];
  await forgetFiles(hub.deps, going);
  expect([await isThere(old), hub.deps.files.has(old.sha256)]).toEqual([false, false]);
  expect([await isThere(fresh), await read(fresh)]).toEqual([true, "fresh"]);
});

test("what was sent stays, and so do bytes that another row names", async () => {
  const [sent, twin] = [await upload("same"), await upload("same")];
  const { id } = await makeInteraction(hub, await makeConversation(hub));
  await hub.deps.db.update(files).set({ interactionId: id }).where(eq(files.id, sent.id));
  await forgetFiles(hub.deps, going);
  expect([await isThere(sent), await isThere(twin), await read(sent)]).toEqual([true, false, "same"]);
});

test.each([
  ["waiting", true],
  ["quarantined", true],
  ["done", false],
])("a file of something %s stays: %s", async (state, stays) => {
  const kept = await upload(`of something ${state}`);
  const item = { type: "message", text: "\u0000 \ud800", files: [{ id: kept.id, name: "a.txt" }] };
  await hub.deps.pool.query(
    `with inbound as (insert into inbound (id, channel_id, external_id, item, set_aside)
      values (gen_random_uuid(), $1, $2, $3, case when $4::text = 'quarantined' then $4 end) returning id)
    insert into inbound_waiting (id, node_id) select id, gen_random_uuid() from inbound where $4 = 'waiting'`,
    [channelId, kept.id, Buffer.from(JSON.stringify(item)), state],
  );
  await forgetFiles(hub.deps, going);
  expect(await isThere(kept)).toBe(stays);
});

test("a file that is sent at that very moment stays", async () => {
  const kept = await upload("sent just now");
  const { id } = await makeInteraction(hub, await makeConversation(hub));
  const sender = await hub.deps.pool.connect();
  await sender.query("begin");
  await sender.query("update files set interaction_id = $1 where id = $2", [id, kept.id]);
  const forgetting = forgetFiles(hub.deps, going);
  await untilSomebodyWaits();
  await sender.query("commit");
  sender.release();
  await forgetting;
  expect([await isThere(kept), await read(kept)]).toEqual([true, "sent just now"]);
});

test("bytes that are kept again before their deletion outlive it", async () => {
  await upload("again");
  const store: FileStore = {
    ...hub.deps.files,
    async keep(bytes) {
      const kept = await hub.deps.files.keep(bytes);
      await forgetFiles(hub.deps, going);
      return kept;
    },
  };
  expect(await read(await upload("again", { store, createdAt: new Date() }))).toBe("again");
});

test("bytes that are kept again during their deletion outlive it", async () => {
  await upload("meanwhile");
  const reached = Promise.withResolvers<void>();
  const mayGoOn = Promise.withResolvers<void>();
  const store: FileStore = {
    ...hub.deps.files,
    async remove(sha256) {
      reached.resolve();
      await mayGoOn.promise;
      await hub.deps.files.remove(sha256);
    },
  };
  const forgetting = forgetFiles({ ...hub.deps, files: store }, going);
  await reached.promise;
  const keeping = upload("meanwhile", { createdAt: new Date() });
  await untilSomebodyWaits();
  mayGoOn.resolve();
  await forgetting;
  expect(await read(await keeping)).toBe("meanwhile");
});

test("all of many go, and a stop leaves the rest to the next time", async () => {
  await hub.deps.pool.query(
    `insert into files (id, sha256, name, content_type, size, uploaded_by, created_at)
    select gen_random_uuid(), 'none' || nth, 'a', 'text/plain', 1, $1, $2 from generate_series(1, 450) nth`,
    [(await makePerson(hub)).id, longAgo],
  );
  const count = async () => {
    const rows = await hub.deps.db.select().from(files).where(eq(files.createdAt, longAgo));
    return rows.filter((row) => row.interactionId === null && row.sha256.startsWith("none")).length;
  };
  await forgetFiles(hub.deps, AbortSignal.abort());
  expect(await count()).toBe(450);
  await forgetFiles(hub.deps, going);
  expect(await count()).toBe(0);
});

const untilSomebodyWaits = () =>
  vi.waitFor(
    async () => {
      const { rowCount } = await hub.deps.pool.query(
        `select from pg_locks l join pg_stat_activity a using (pid)
        where not l.granted and a.datname = current_database()`,
      );
      expect(rowCount).toBeGreaterThan(0);
    },
    { timeout: 60_000, interval: 10 },
  );
