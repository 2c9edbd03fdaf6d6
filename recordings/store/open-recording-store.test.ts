import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { S3mini } from "s3mini";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { createBucketShelf } from "./bucket-shelf.ts";
import { newKey } from "./key.ts";
import { listUploads } from "./list-uploads.ts";
import { openRecordingStore, type RecordingStore, type StoreSettings } from "./open-recording-store.ts";
import { hasSwift, type Swift, startSwift } from "./test-swift.ts";

const tomorrow = () => new Date(Date.now() + 86_400_000);

async function* chunks(...all: Uint8Array[]) {
  yield* all;
}

async function* breaksAfter(bytes: Uint8Array) {
  yield bytes;
  throw new Error("The line broke.");
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const kinds: [string, () => Promise<{ settings: StoreSettings; end: () => Promise<void> }>][] = [
  ["a folder", makeFolder],
  ...(hasSwift() ? [["a bucket", makeBucket] satisfies [string, typeof makeBucket]] : []),
];

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-recordings-"));
  return { settings: { folder }, end: () => rm(folder, { recursive: true }) };
}

async function makeBucket() {
  const swift: Swift = await startSwift();
  return { settings: { bucket: { ...swift.settings, prefix: "our/calls" } }, end: swift.stop };
}

describe.each(kinds)("in %s", (_, make) => {
  let store: RecordingStore;
  let end: () => Promise<void>;

  beforeAll(async () => {
    const made = await make();
    end = made.end;
    store = openRecordingStore(made.settings);
  });
  afterAll(() => end?.());

  test("what is written is read again, with its size and SHA-256", async () => {
    const bytes = randomBytes(100_000);
    const kept = await store.write(chunks(bytes.subarray(0, 7), bytes.subarray(7)));
    expect(kept).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{48}$/),
      size: 100_000,
      sha256: createHash("sha256").update(bytes).digest("hex"),
    });
    expect((await buffer(await store.read(kept.key))).equals(bytes)).toBe(true);
    expect(await store.size(kept.key)).toBe(100_000);
  });

  test("what is larger than one part, and nothing at all, are kept whole, too", async () => {
    const bytes = randomBytes(17 * 1024 * 1024 + 3);
    const large = await store.write(chunks(bytes));
    expect((await buffer(await store.read(large.key))).equals(bytes)).toBe(true);
    const empty = await store.write(chunks());
    expect((await buffer(await store.read(empty.key))).byteLength).toBe(0);
    expect(empty.size).toBe(0);
  });

  test("a range is read from its first to its last byte", async () => {
    const bytes = randomBytes(1_000);
    const { key } = await store.write(chunks(bytes));
    for (const [start, last] of [
      [0, 0],
      [10, 19],
      [999, 999],
    ] as const) {
      const read = await buffer(await store.read(key, { range: { start, end: last } }));
      expect(read.equals(bytes.subarray(start, last + 1))).toBe(true);
    }
  });

  test("a stream that breaks off leaves nothing behind, small or large", async () => {
    const before = await all(store.list());
    await expect(store.write(breaksAfter(randomBytes(10)))).rejects.toThrow("The line broke.");
    await expect(store.write(breaksAfter(randomBytes(9 * 1024 * 1024)))).rejects.toThrow("The line broke.");
    expect(await all(store.list())).toEqual(before);
  });

  test("reading ends with its signal", async () => {
    const { key } = await store.write(chunks(randomBytes(9 * 1024 * 1024)));
    const abort = new AbortController();
    const stream = await store.read(key, { signal: abort.signal });
    await stream[Symbol.asyncIterator]().next();
    abort.abort();
    await expect(buffer(stream)).rejects.toThrow();
    expect(stream.destroyed).toBe(true);
    await expect(store.read(key, { signal: abort.signal })).rejects.toThrow();
  });

  test("what is removed, or was never there, is not there", async () => {
    const { key } = await store.write(chunks(randomBytes(10)));
    await store.remove(key);
    await store.remove(key);
    for (const gone of [key, newKey()]) {
      await expect(store.read(gone)).rejects.toMatchObject({ problem: "notThere" });
      await expect(store.size(gone)).rejects.toMatchObject({ problem: "notThere" });
    }
  });

  test("no other key than its own reaches anything", async () => {
    for (const key of ["", "../../etc/passwd", `../${newKey()}`, newKey().toUpperCase(), `${newKey()}\0`]) {
      await expect(async () => store.read(key)).rejects.toThrow("no key");
      await expect(async () => store.remove(key)).rejects.toThrow("no key");
      await expect(store.addPiece({ segment: key, number: 0, bytes: randomBytes(1) })).rejects.toThrow(
        "no key",
      );
    }
  });

  test("the list names what is kept, and pieces are not in it", async () => {
    const kept = [await store.write(chunks(randomBytes(5))), await store.write(chunks(randomBytes(6)))];
    await store.addPiece({ segment: store.newSegment(), number: 0, bytes: randomBytes(1) });
    const listed = await all(store.list());
    for (const { key, size } of kept)
      expect(listed).toContainEqual({ key, size, changedAt: expect.any(Date) });
    expect(listed.every(({ key, changedAt }) => key.length === 48 && changedAt < tomorrow())).toBe(true);
  });

  test("pieces may come out of order and twice: the first of a number stays", async () => {
    const segment = store.newSegment();
    expect(await store.addPiece({ segment, number: 10, bytes: Buffer.from("last") })).toBe(true);
    expect(await store.addPiece({ segment, number: 0, bytes: Buffer.from("first") })).toBe(true);
    expect(await store.addPiece({ segment, number: 0, bytes: Buffer.from("again") })).toBe(false);
    expect(await store.pieces(segment)).toEqual([
      { number: 0, size: 5 },
      { number: 10, size: 4 },
    ]);
    expect(String(await buffer(await store.readPiece({ segment, number: 0 })))).toBe("first");
    await expect(store.readPiece({ segment, number: 3 })).rejects.toMatchObject({ problem: "notThere" });
  });

  test("pieces that come at once are all kept", async () => {
    const segment = store.newSegment();
    const numbers = Array.from({ length: 12 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) => store.addPiece({ segment, number, bytes: Buffer.from([number]) })),
    );
    expect((await store.pieces(segment)).map(({ number }) => number)).toEqual(numbers);
  });

  test("a piece without a sensible number is refused", async () => {
    for (const number of [-1, 1.5, Number.NaN, 1_000_000]) {
      const piece = { segment: store.newSegment(), number, bytes: Buffer.from("no") };
      await expect(store.addPiece(piece)).rejects.toThrow(RangeError);
    }
  });

  test("a segment is removed with all its pieces", async () => {
    const [segment, other] = [store.newSegment(), store.newSegment()];
    for (const number of [0, 1]) await store.addPiece({ segment, number, bytes: Buffer.from("a") });
    await store.addPiece({ segment: other, number: 0, bytes: Buffer.from("b") });
    const segments = async () => (await all(store.listSegments())).map((found) => found.segment);
    expect(await segments()).toEqual(expect.arrayContaining([segment, other]));
    await store.removeSegment(segment);
    expect(await store.pieces(segment)).toEqual([]);
    expect(await segments()).not.toContain(segment);
    expect(await segments()).toContain(other);
  });
});

test("of a process that was killed every piece that it was told is kept is there, and none is half there", async () => {
  const { settings, end } = await makeFolder();
  const store = openRecordingStore(settings);
  const segment = store.newSegment();
  const script = join(import.meta.dirname, "test-writer.ts");
  const writer = spawn(process.execPath, [script, settings.folder, segment], {
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
  await end();
});

test("what a crash left half written in a folder is never seen, and taken away once it is old", async () => {
  const { settings, end } = await makeFolder();
  const store = openRecordingStore(settings);
  const begun = store.write(neverEnds());
  begun.catch(() => {});
  const unfinished = () => readdir(join(settings.folder, "unfinished")).catch(() => []);
  await eventually(async () => expect(await unfinished()).toHaveLength(1));
  expect(await all(store.list())).toEqual([]);
  await store.removeUnfinished(new Date(0));
  expect(await unfinished()).toHaveLength(1);
  await store.removeUnfinished(tomorrow());
  expect(await unfinished()).toEqual([]);
  await end();
});

async function* neverEnds() {
  yield randomBytes(10);
  await new Promise<never>(() => {});
}

describe.runIf(hasSwift())("on an S3 server", () => {
  let swift: Swift;
  beforeAll(async () => {
    swift = await startSwift();
  });
  afterAll(() => swift?.stop());

  test("an upload that was never completed is never seen, and taken away once it is old", async () => {
    const store = openRecordingStore({ bucket: swift.settings });
    const begun = store.write(neverEndsLarge());
    begun.catch(() => {});
    const { endpoint, bucket, ...rest } = swift.settings;
    const client = new S3mini({ ...rest, endpoint: `${endpoint}/${bucket}` });
    await eventually(async () => expect(await listUploads(client, "")).toHaveLength(1));
    expect(await all(store.list())).toEqual([]);
    await store.removeUnfinished(new Date(0));
    expect(await listUploads(client, "")).toHaveLength(1);
    await store.removeUnfinished(tomorrow());
    expect(await listUploads(client, "")).toEqual([]);
  });

  test("a wrong secret is refused", async () => {
    const store = openRecordingStore({ bucket: { ...swift.settings, secretAccessKey: "wrong" } });
    await expect(store.write(chunks(randomBytes(10)))).rejects.toThrow("403");
  });

  test("a list goes on from page to page", async () => {
    const shelf = createBucketShelf({ ...swift.settings, prefix: "many" }, 3);
    const names = Array.from({ length: 7 }, (_, number) => `kept/${number}`);
    for (const name of names) await shelf.put(name, chunks(randomBytes(1)));
    expect((await all(shelf.list("kept/"))).map(({ name }) => name)).toEqual(names);
  });
});

async function* neverEndsLarge() {
  yield randomBytes(9 * 1024 * 1024);
  await new Promise<never>(() => {});
}
