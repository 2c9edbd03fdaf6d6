import { createHash, randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newKey, newOwner } from "./key.ts";
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

const kinds: [string, () => Promise<{ settings: StoreSettings; end: () => Promise<unknown> }>][] = [
  ["a folder", makeFolder],
  ...(hasSwift() ? [["a bucket", makeBucket] satisfies [string, typeof makeBucket]] : []),
];

async function makeFolder() {
  const folder = await mkdtemp(join(tmpdir(), "switchboard-recordings-"));
  return { settings: { folder, owner: newOwner() }, end: () => rm(folder, { recursive: true }) };
}

async function makeBucket() {
  const swift: Swift = await startSwift();
  const { settings, end } = await makeFolder();
  return {
    settings: { ...settings, bucket: swift.settings },
    end: () => Promise.all([swift.stop(), end()]),
  };
}

describe.each(kinds)("in %s", (_, make) => {
  let settings: StoreSettings;
  let store: RecordingStore;
  let end: () => Promise<unknown>;

  beforeAll(async () => {
    const made = await make();
    ({ settings, end } = made);
    store = openRecordingStore(settings);
  });
  afterAll(() => end?.());

  test("what is written is read again, with its size and SHA-256", async () => {
    const bytes = randomBytes(100_000);
    const kept = await store.write(chunks(bytes.subarray(0, 7), bytes.subarray(7)));
    expect(kept).toEqual({
      key: expect.stringMatching(/^[0-9a-f]{64}$/),
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
    for (const gone of [key, store.newSegment()]) {
      await expect(store.read(gone)).rejects.toMatchObject({ problem: "notThere" });
      await expect(store.size(gone)).rejects.toMatchObject({ problem: "notThere" });
    }
  });

  test("no other key than its own reaches anything", async () => {
    const ours = newKey(settings.owner);
    for (const key of [
      "",
      "../../etc/passwd",
      `../${ours}`,
      newKey("a".repeat(16)).toUpperCase(),
      `${ours}\0`,
    ]) {
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
    expect(listed.every(({ key, changedAt }) => key.length === 64 && changedAt < tomorrow())).toBe(true);
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

  test("what another hub keeps there can be heard, is in no list, and is taken away by nobody else until it is taken over", async () => {
    const other = openRecordingStore({ ...settings, owner: newOwner() });
    const { key } = await store.write(chunks(Buffer.from("heard")));
    const segment = store.newSegment();
    await store.addPiece({ segment, number: 0, bytes: Buffer.from("piece") });
    expect(String(await buffer(await other.read(key)))).toBe("heard");
    expect([await all(other.list()), await all(other.listSegments())]).toEqual([[], []]);
    expect([store.isOurs(key), other.isOurs(key)]).toEqual([true, false]);
    await other.remove(key);
    await other.removeSegment(segment);
    await other.removeUnfinished(tomorrow());
    expect([await store.size(key), await store.pieces(segment)]).toEqual([5, [{ number: 0, size: 5 }]]);
    const heir = openRecordingStore({ ...settings, owner: newOwner(), takenOver: [settings.owner] });
    // What no row of the heir names is not its to judge.
    expect([await all(heir.list()), await all(heir.listSegments())]).toEqual([[], []]);
    await heir.remove(key);
    await heir.removeSegment(segment);
    await expect(store.size(key)).rejects.toMatchObject({ problem: "notThere" });
    expect(await store.pieces(segment)).toEqual([]);
  });

  test("what is worked on lies beside the rest and is gone afterwards; what a crash left of it once it is old", async () => {
    const left = await store.inFolder(async (folder) => {
      await writeFile(join(folder, "joined"), "sound");
      return folder;
    });
    const lying = () => readdir(join(settings.folder, "unfinished"));
    expect(await lying()).toEqual([]);
    await expect(store.inFolder(() => Promise.reject(new Error("No sound.")))).rejects.toThrow("No sound.");
    expect(await lying()).toEqual([]);
    await mkdir(left);
    await writeFile(join(left, "joined"), "sound");
    await store.removeUnfinished(new Date(0));
    expect(await lying()).toHaveLength(1);
    await store.removeUnfinished(tomorrow());
    expect(await lying()).toEqual([]);
  });
});
