import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { createTestDatabase } from "./test-database.ts";

const database = await createTestDatabase();
afterAll(database.drop);

test("a test database is migrated and empty", async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const migrations = await client.query("select * from drizzle.__drizzle_migrations");
  const jobs = await client.query("select * from graphile_worker.jobs");
  await client.end();
  expect(migrations.rowCount).toBeGreaterThan(0);
  expect(jobs.rowCount).toBe(0);
});

test("two test databases do not see each other's rows", async () => {
  const other = await createTestDatabase();
  expect(other.url).not.toBe(database.url);
  await other.drop();
});
