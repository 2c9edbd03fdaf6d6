import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";

/** Where a test file's databases come from; the run's global set-up provides it. */
export interface TestServer {
  url: string;
  template: string;
}

declare module "vitest" {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** A migrated, empty database of one's own, one per test file. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = inject("testServer");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await run(server.url, `create database ${name} template ${server.template}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => drop(server.url, name) };
}

// Dropping without force fails a file that leaves a connection open.
async function drop(serverUrl: string, name: string) {
  try {
    await run(serverUrl, `drop database ${name}`);
  } catch (error) {
    await run(serverUrl, `drop database if exists ${name} with (force)`);
    throw error;
  }
}

async function run(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
