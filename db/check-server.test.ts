import pg from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { startTransactionPooler } from "../test/setup/transaction-pooler.ts";
import { checkServer } from "./check-server.ts";
import { findFreePort } from "./embedded/launch.ts";
import { createTestDatabase } from "./test-database.ts";

const database = await createTestDatabase();
const admin = new pg.Client({ connectionString: inject("testServer").url });
beforeAll(() => admin.connect());
afterAll(async () => {
  await admin.end();
  await database.drop();
});

test("a good server passes", async () => {
  await expect(checkServer(database.url)).resolves.toBeUndefined();
});

test("an address where nothing answers is refused", async () => {
  const port = await findFreePort();
  await expect(checkServer(changed({ port: String(port) }))).rejects.toThrow(
    `Nothing answers at 127.0.0.1:${port}`,
  );
});

test("a wrong password is refused", async () => {
  await expect(checkServer(changed({ password: "wrong" }))).rejects.toThrow(
    "refused the password of user switchboard",
  );
});

test("a database that is not there is refused", async () => {
  await expect(checkServer(changed({ pathname: "/nowhere" }))).rejects.toThrow("has no database nowhere");
});

test("a database that is not UTF8 is refused", async () => {
  await admin.query(
    "create database latin encoding latin1 locale_provider libc locale 'C' template template0",
  );
  await expect(checkServer(changed({ pathname: "/latin" }))).rejects.toThrow("keeps text as LATIN1");
  await admin.query("drop database latin");
});

test("a user who may not create tables is refused", async () => {
  await admin.query("create role guest login password 'guest'");
  const url = changed({ username: "guest", password: "guest" });
  await expect(checkServer(url)).rejects.toThrow("guest in DATABASE_URL may not create tables");
  await admin.query("drop role guest");
});

test.each([1, 2, 5])("a transaction pooler over %i sessions is refused", async (sessions) => {
  const pooler = await startTransactionPooler(database.url, sessions);
  onTestFinished(pooler.stop);
  await expect(checkServer(pooler.url)).rejects.toThrow("transaction pooling");
});

function changed(parts: Partial<Pick<URL, "port" | "password" | "pathname" | "username">>) {
  return Object.assign(new URL(database.url), parts).href;
}
