import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../../db/embedded/index.ts";
import { migrate } from "../../db/migrate.ts";
import { sweepLeftovers, testFolderPrefix } from "./sweep.ts";

const template = "switchboard_template";

/** One database server for the run, with one migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject) {
  await sweepLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), testFolderPrefix));
  // Ctrl-C may leave without the teardown.
  process.once("exit", () => remove(dataDir));
  const isDurable = process.env.SWITCHBOARD_TEST_FSYNC === "1";
  const server = await startEmbedded({
    dataDir,
    settings: isDurable ? {} : { fsync: "off", full_page_writes: "off", synchronous_commit: "off" },
  });
  const teardown = async () => {
    await server.stop();
    remove(server.location);
    remove(dataDir);
  };
  try {
    await makeTemplate(server.url);
    project.provide("testServer", { url: server.url, template });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}

const remove = (path: string) => rmSync(path, { recursive: true, force: true, maxRetries: 5 });

async function makeTemplate(serverUrl: string) {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(`create database ${template}`);
  await client.end();
  const url = new URL(serverUrl);
  url.pathname = `/${template}`;
  await migrate(url.href);
}
