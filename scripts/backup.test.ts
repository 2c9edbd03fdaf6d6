import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createDb, createPool } from "../db/connect.ts";
import { openDataFolder } from "../db/data-folder.ts";
import { startEmbedded } from "../db/embedded/index.ts";
import { createTestDatabase } from "../db/test-database.ts";
import { ownRecordings } from "../server/calls/recordings/own-recordings.ts";
import { appSecretFile, keepAppSecret } from "../server/lib/app-secret.ts";
import { addJob } from "../server/lib/jobs.ts";
import { makeConversation, makeInteraction, makePerson, testHub } from "../test/factories.ts";

const run = promisify(execFile);
const source = await testHub();
const work = await mkdtemp(join(tmpdir(), "switchboard-backup-"));
const sourceFolder = join(work, "source");
const backupFile = join(work, "hub.backup");
const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, nth) => (nth * 7919) % 256));

beforeAll(async () => {
  await fillDatabase();
  await openDataFolder(sourceFolder);
  await keepAppSecret(sourceFolder);
  await mkdir(join(sourceFolder, "files/ab"), { recursive: true });
  await writeFile(join(sourceFolder, "files/ab/abcdef"), bytes);
  await writeFile(join(sourceFolder, "files/ab/empty"), "");
  await mkdir(join(sourceFolder, "recordings"));
  await writeFile(join(sourceFolder, "recordings/call.webm"), bytes.subarray(1000));
  await script("backup", [backupFile], { DATABASE_URL: source.url, DATA_DIR: sourceFolder });
});

afterAll(async () => {
  await source.close();
  await rm(work, { recursive: true });
});

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-restored-"));
  return () => rm(folder, { recursive: true });
});

test("a backup restored into an empty data folder is the same in every table, file and key", async () => {
  await script("restore", [backupFile], { DATA_DIR: folder });
  const server = await startEmbedded({ dataDir: folder });
  const restored = await fingerprint(server.url);
  await server.stop();
  expect(restored).toEqual(await fingerprint(source.url));
  for (const name of ["files/ab/abcdef", "files/ab/empty", "recordings/call.webm"]) {
    expect((await readFile(join(folder, name))).equals(await readFile(join(sourceFolder, name)))).toBe(true);
  }
  expect(await readFile(appSecretFile(folder), "utf8")).toBe(
    await readFile(appSecretFile(sourceFolder), "utf8"),
  );
});

test("new rows after a restore get numbers that follow the restored ones", async () => {
  const target = await createTestDatabase();
  await script("restore", [backupFile, "--force"], { DATABASE_URL: target.url, DATA_DIR: folder });
  const next = "select nextval('conversations_number_seq')::int as number";
  const { rows } = await query(target.url, "select max(number)::int as number from conversations");
  expect((await query(target.url, next)).rows[0].number).toBe(rows[0].number + 1);
  await target.drop();
});

test("a database that is not empty is refused, and replaced with --force", async () => {
  const target = await createTestDatabase();
  const env = { DATABASE_URL: target.url, DATA_DIR: folder };
  await query(target.url, "insert into companies (id, name) values (gen_random_uuid(), 'Kept')");
  await expect(script("restore", [backupFile], env)).rejects.toThrow("The database is not empty");
  expect((await query(target.url, "select name from companies")).rows).toEqual([{ name: "Kept" }]);
  await script("restore", [backupFile, "--force"], env);
  expect(await fingerprint(target.url)).toEqual(await fingerprint(source.url));
  await target.drop();
});

test("what was recorded before is not the restored hub's own, also in the same database", async () => {
  const target = await createTestDatabase();
  const env = { DATABASE_URL: target.url, DATA_DIR: folder };
  await script("restore", [backupFile, "--force"], env);
  const own = async () => {
    const pool = createPool(target.url);
    return ownRecordings({ db: createDb(pool), log: source.deps.log }).finally(() => pool.end());
  };
  const { owner } = await own();
  const again = join(work, "again.backup");
  await script("backup", [again], env);
  await script("restore", [again, "--force"], env);
  const renewed = await own();
  expect(renewed.owner).not.toBe(owner);
  await script("take-over-recordings", [], env);
  expect(await own()).toEqual(renewed);
  await target.drop();
});

test("a backup that is cut off changes nothing", async () => {
  const target = await createTestDatabase();
  const before = await fingerprint(target.url);
  const cut = join(work, "cut.backup");
  await writeFile(cut, await readFile(backupFile));
  await truncate(cut, (await stat(cut)).size - 100);
  const env = { DATABASE_URL: target.url, DATA_DIR: folder };
  await expect(script("restore", [cut, "--force"], env)).rejects.toThrow(`Nothing of ${cut} was restored`);
  expect(await fingerprint(target.url)).toEqual(before);
  expect(await readdir(folder)).toEqual(["switchboard.json"]);
  await target.drop();
});

test("a target whose APP_SECRET is another key is refused", async () => {
  const env = { DATA_DIR: folder, APP_SECRET: "another key that is long enough for it" };
  await expect(script("restore", [backupFile], env)).rejects.toThrow("APP_SECRET is not the key");
});

test("a database that somebody uses is refused", async () => {
  const target = await createTestDatabase();
  const user = new pg.Client({ connectionString: target.url });
  await user.connect();
  const env = { DATABASE_URL: target.url, DATA_DIR: folder };
  await expect(script("restore", [backupFile, "--force"], env)).rejects.toThrow("Somebody is connected");
  await user.end();
  await target.drop();
});

test("a backup of a folder that no hub has used is refused", async () => {
  await expect(script("backup", [backupFile], { DATA_DIR: folder })).rejects.toThrow(
    "is no data folder of a hub",
  );
});

test("only its owner may read a backup, which holds the key", async () => {
  expect((await stat(backupFile)).mode & 0o777).toBe(0o600);
});

async function fillDatabase() {
  const author = await makePerson(source, { name: "Zoë \\ \t\n «Ж» 👩‍💻 \\N" });
  const conversation = await makeConversation(source);
  await makeInteraction(source, conversation, { text: 'tab\tnewline\nbackslash\\ quote" \\.' });
  await makeInteraction(source, conversation, { authorId: author.id, text: "שלום 你好" });
  await source.deps.pool.query(
    `insert into companies (id, name) select gen_random_uuid(), n || repeat('x', 1000) from generate_series(1, 6000) n`,
  );
  const client = await source.deps.pool.connect();
  await addJob({ client }, "wakeConversation", { conversationId: conversation.id });
  client.release();
}

/** Count and checksum of every table. */
async function fingerprint(url: string) {
  const { rows: tables } = await query(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'drizzle', 'graphile_worker') order by 1`,
  );
  const found: Record<string, string> = {};
  for (const { name } of tables) {
    const sum = `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`;
    // When the job queue was set up differs between two databases.
    if (name !== "graphile_worker.migrations") found[name] = (await query(url, sum)).rows[0].sum;
  }
  return found;
}

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql);
  } finally {
    await client.end();
  }
}

/** Runs the command as npm would; rejects with what it said when it fails. */
async function script(name: string, args: string[], env: Record<string, string>) {
  await run(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...args], {
    env: { PATH: process.env.PATH, ...env },
    cwd: work,
  });
}
