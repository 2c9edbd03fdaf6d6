import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { newOwner } from "./key.ts";
import { openRecordingStore, type RecordingStore } from "./open-recording-store.ts";

let folder: string;
let store: RecordingStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-recordings-"));
  store = openRecordingStore({ folder, owner: newOwner() });
  return () => rm(folder, { recursive: true });
});

test("of a process that was killed every piece that it was told is kept is there, and none is half there", async () => {
  const segment = store.newSegment();
  const script = join(import.meta.dirname, "test-writer.ts");
  const writer = spawn(process.execPath, [script, folder, segment], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let told = "";
  writer.stdout.on("data", (text) => {
    told += text;
    if (told.split("\n").length > 20) writer.kill("SIGKILL");
  });
  await once(writer, "close");
  const pieces = await store.pieces(segment);
  expect(pieces.length).toBeGreaterThanOrEqual(told.match(/^\d+\n/gm)?.length ?? 0);
  expect(pieces).toEqual(pieces.map((_, number) => ({ number, size: 100_000 })));
});

test("what a crash left half written in a folder is never seen, and taken away once it is old", async () => {
  const begun = store.write(neverEnds());
  begun.catch(() => {});
  const unfinished = () => readdir(join(folder, "unfinished")).catch(() => []);
  await eventually(async () => expect(await unfinished()).toHaveLength(1));
  expect((await store.list()[Symbol.asyncIterator]().next()).done).toBe(true);
  await store.removeUnfinished(new Date(0));
  expect(await unfinished()).toHaveLength(1);
  await store.removeUnfinished(new Date(Date.now() + 86_400_000));
  expect(await unfinished()).toEqual([]);
});

async function* neverEnds() {
  yield randomBytes(10);
  await new Promise<never>(() => {});
}
