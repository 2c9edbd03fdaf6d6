import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { findFreePort } from "../../db/embedded/launch.ts";
import { readPostmasterFile } from "../../db/embedded/postmaster-file.ts";
import { startTransactionPooler } from "../setup/transaction-pooler.ts";
import { setDataFolder } from "./data-folder.ts";
import { type Ended, isReady, startHub, tryHub } from "./hub-process.ts";

const folder = setDataFolder("all");

test("a taken port is one sentence, and the database does not stay behind", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const ended = await tryHub({ DATA_DIR: folder.path, PORT: String(port) });
  await new Promise((resolve) => server.close(resolve));
  expectSentence(ended, `Port ${port} is taken`);
  expect(await readPostmasterFile(join(folder.path, "postgres"))).toBeUndefined();
});

test("a data folder in use is one sentence, and its hub goes on", async () => {
  const hub = await startHub({ DATA_DIR: folder.path });
  expectSentence(await tryHub({ DATA_DIR: folder.path }), `${folder.path} is in use by another Switchboard`);
  await isReady(hub);
});

test("a database of another major version is one sentence", async () => {
  const file = join(folder.path, "postgres/PG_VERSION");
  const version = await readFile(file, "utf8");
  await writeFile(file, "16\n");
  expectSentence(await tryHub({ DATA_DIR: folder.path }), "was made by PostgreSQL 16");
  await writeFile(file, version);
});

test("a data folder that is not ours is one sentence", async () => {
  const theirs = `${folder.path}-of-others`;
  await mkdir(theirs);
  await writeFile(join(theirs, "thesis.txt"), "chapter one");
  expectSentence(await tryHub({ DATA_DIR: theirs }), "is not empty and was not made by Switchboard");
});

test("a data folder that cannot be made is one sentence", async () => {
  const file = `${folder.path}-is-a-file`;
  await writeFile(file, "a file");
  expectSentence(await tryHub({ DATA_DIR: file }), `The data folder ${file} cannot be used`);
});

test("a DATABASE_URL where nothing answers is one sentence", async () => {
  const port = await findFreePort();
  const env = { DATA_DIR: folder.path, DATABASE_URL: `postgres://hub:secret@127.0.0.1:${port}/desk` };
  expectSentence(await tryHub(env), `Nothing answers at 127.0.0.1:${port}`);
});

test("a DATABASE_URL with a wrong password is one sentence, which does not repeat the password", async () => {
  const url = new URL(inject("testServer").url);
  url.password = "wrong-password";
  const ended = await tryHub({ DATA_DIR: folder.path, DATABASE_URL: url.href });
  expectSentence(ended, "refused the password of user switchboard");
  expect(ended.stderr).not.toContain("wrong-password");
});

test("a DATABASE_URL that leads to a transaction pooler is one sentence", async () => {
  const pooler = await startTransactionPooler(inject("testServer").url, 2);
  const ended = await tryHub({ DATA_DIR: folder.path, DATABASE_URL: pooler.url });
  await pooler.stop();
  expectSentence(ended, "transaction pooling");
});

test("a wrong environment names every problem", async () => {
  const ended = await tryHub({ DATA_DIR: folder.path, PORT: "http", APP_SECRET: "short", LOG_LEVEL: "loud" });
  expect(ended).toMatchObject({ code: 1, stdout: "" });
  for (const name of ["PORT", "APP_SECRET", "LOG_LEVEL"]) expect(ended.stderr).toContain(`  ${name}: `);
});

function expectSentence({ code, stdout, stderr }: Ended, words: string) {
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toContain(words);
  expect(stderr).toMatch(/^[^\n]+\.\n$/);
}
