import { afterEach, beforeEach, expect, test } from "vitest";
import { isAlive, readPostmasterFile } from "../../db/embedded/postmaster-file.ts";
import { eventually } from "../eventually.ts";
import { ask, makeDataFolder } from "./data-folder.ts";
import { endHubs, type HubProcess, launch, npmStart, repository, startHub, stopHub } from "./hub-process.ts";

let folder: Awaited<ReturnType<typeof makeDataFolder>>;
beforeEach(async () => {
  folder = await makeDataFolder();
});
afterEach(async () => {
  await endHubs();
  await folder.remove();
});

test("a first start makes everything, answers, and prints one line with the address to open", async () => {
  const hub = await start();
  expect(hub.url).toMatch(/^http:\/\/localhost:\d+\/setup\?token=\S{20,}$/);
  expect(await statusOf(hub, "/readyz")).toBe(200);
  expect(await statusOf(hub, "/")).toBe(200);
  expect(await statusOf(hub, "/widget.js")).toBe(200);
  const { code, stdout, stderr } = await stopHub(hub);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: `${hub.line}\n`, stderr: "" });
});

test("a second start finds the data again", async () => {
  const first = await start();
  await leaveMark();
  await stopHub(first);
  const second = await start();
  expect(await statusOf(second, "/readyz")).toBe(200);
  await expectMark();
});

test("a start after kill -9 stops the orphaned database server and finds the data again", async () => {
  const first = await start();
  await leaveMark();
  const orphan = await readServer();
  process.kill(first.pid, "SIGKILL");
  await first.ended;
  expect(isAlive(orphan)).toBe(true);
  const second = await start();
  expect(await statusOf(second, "/readyz")).toBe(200);
  await expectMark();
  expect(await readServer()).not.toBe(orphan);
});

test("Ctrl-C ends the hub first, and the database last and in order", async () => {
  const hub = await startHub({ DATA_DIR: folder.path }, repository, npmStart);
  // A terminal sends it to the whole process group, and npm passes its own on.
  process.kill(-hub.pid, "SIGINT");
  expect(await hub.ended).toMatchObject({ code: 0, stderr: "" });
  const log = await folder.log();
  expect(log).toContain("received smart shutdown request");
  expect(log).toContain("database system is shut down");
  expect(log).not.toContain("FATAL");
});

test("a signal to npm reaches the hub", async () => {
  const hub = await startHub({ DATA_DIR: folder.path }, repository, npmStart);
  expect(await stopHub(hub)).toMatchObject({ code: 0, stderr: "" });
  expect(await readPostmasterFile(`${folder.path}/postgres`)).toBeUndefined();
});

test("a hub asked to stop while it starts leaves no database server behind", async () => {
  const starting = launch({ DATA_DIR: folder.path });
  await eventually(async () => expect(await readPostmasterFile(`${folder.path}/postgres`)).toBeDefined());
  starting.child.kill("SIGTERM");
  expect(await starting.ended).toEqual({ code: 0, stdout: "", stderr: "" });
  expect(await readPostmasterFile(`${folder.path}/postgres`)).toBeUndefined();
});

const start = () => startHub({ DATA_DIR: folder.path });
const leaveMark = () => ask(folder.path, "create table mark as select 42 as n");
const expectMark = async () => expect(await ask(folder.path, "select n from mark")).toEqual([{ n: 42 }]);
const readServer = async () => (await readPostmasterFile(`${folder.path}/postgres`))!.pid;

async function statusOf(hub: HubProcess, path: string) {
  const response = await fetch(new URL(path, hub.url));
  await response.arrayBuffer();
  return response.status;
}
