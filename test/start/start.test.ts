import { expect, test } from "vitest";
import { isAlive, readPostmasterFile } from "../../db/embedded/postmaster-file.ts";
import { eventually } from "../eventually.ts";
import { ask, setDataFolder } from "./data-folder.ts";
import { type HubProcess, isReady, launch, npmStart, repository, startHub, stopHub } from "./hub-process.ts";

/** Each start but the first finds what the ones before it left. */
const folder = setDataFolder("all");

test("a first start makes everything, answers, and prints one line with the address to open", async () => {
  const hub = await start();
  expect(hub.url).toMatch(/^http:\/\/localhost:\d+\/setup\?token=\S{20,}$/);
  await isReady(hub);
  for (const path of ["/", "/widget.js"]) expect([path, await statusOf(hub, path)]).toEqual([path, 200]);
  await ask(folder.path, "create table mark as select 42 as n");
  const { code, stdout, stderr } = await stopHub(hub);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${hub.line}\n`, stderr: "" });
});

test("Ctrl-C ends the hub first, and the database last and in order", async () => {
  const { length } = await folder.log();
  const hub = await startHub({ DATA_DIR: folder.path }, repository, npmStart);
  // A terminal sends it to the whole process group, and npm passes its own on.
  process.kill(-hub.pid, "SIGINT");
  expect(await hub.ended).toMatchObject({ code: 0, stderr: "" });
  const log = (await folder.log()).slice(length);
  expect(log).toContain("received smart shutdown request");
  expect(log).toContain("database system is shut down");
  expect(log).not.toContain("FATAL");
});

test("a signal to npm reaches the hub", async () => {
  const hub = await startHub({ DATA_DIR: folder.path }, repository, npmStart);
  expect(await stopHub(hub)).toMatchObject({ code: 0, stderr: "" });
  expect(await readServer()).toBeUndefined();
});

test("a later start finds the data again, also after kill -9, whose orphaned database server it stops", async () => {
  const hub = await start();
  await expectMark(hub);
  const orphan = await readServer();
  process.kill(hub.pid, "SIGKILL");
  await hub.ended;
  expect(isAlive(orphan!)).toBe(true);
  await expectMark(await start());
  expect(await readServer()).not.toBe(orphan);
});

test("a hub asked to stop while it starts leaves no database server behind", async () => {
  const starting = launch({ DATA_DIR: folder.path });
  await eventually(async () => expect(await readServer()).toBeDefined());
  starting.child.kill("SIGTERM");
  expect(await starting.ended).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await readServer()).toBeUndefined();
});

const start = () => startHub({ DATA_DIR: folder.path });
const readServer = async () => (await readPostmasterFile(`${folder.path}/postgres`))?.pid;

async function expectMark(hub: HubProcess) {
  await isReady(hub);
  expect(await ask(folder.path, "select n from mark")).toEqual([{ n: 42 }]);
}

async function statusOf(hub: HubProcess, path: string) {
  const response = await fetch(new URL(path, hub.url));
  await response.arrayBuffer();
  return response.status;
}
