import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3mini } from "s3mini";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../../test/eventually.ts";
import { createBucketShelf } from "./bucket-shelf.ts";
import { newOwner } from "./key.ts";
import { listUploads } from "./list-uploads.ts";
import { openRecordingStore } from "./open-recording-store.ts";
import { hasSwift, type Swift, startSwift } from "./test-swift.ts";

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function* chunks(...all: Uint8Array[]) {
  yield* all;
}

describe.runIf(hasSwift())("on an S3 server", () => {
  const owner = newOwner();
  let swift: Swift;
  let folder: string;
  beforeAll(async () => {
    swift = await startSwift();
    folder = await mkdtemp(join(tmpdir(), "switchboard-recordings-"));
  });
  afterAll(async () => {
    await swift?.stop();
    await rm(folder, { recursive: true });
  });

  test("an upload that was never completed is never seen, and taken away once it is old", async () => {
    const store = openRecordingStore({ folder, owner, bucket: swift.settings });
    const begun = store.write(neverEndsLarge());
    begun.catch(() => {});
    const { endpoint, bucket, ...rest } = swift.settings;
    const client = new S3mini({ ...rest, endpoint: `${endpoint}/${bucket}` });
    await eventually(async () => expect(await listUploads(client, "")).toHaveLength(1));
    expect(await all(store.list())).toEqual([]);
    const tomorrow = new Date(Date.now() + 86_400_000);
    await store.removeUnfinished(new Date(0));
    await openRecordingStore({ folder, owner: newOwner(), bucket: swift.settings }).removeUnfinished(
      tomorrow,
    );
    expect(await listUploads(client, "")).toHaveLength(1);
    await store.removeUnfinished(tomorrow);
    expect(await listUploads(client, "")).toEqual([]);
  });

  test("a wrong secret is refused", async () => {
    const store = openRecordingStore({
      folder,
      owner,
      bucket: { ...swift.settings, secretAccessKey: "wrong" },
    });
    await expect(store.write(chunks(randomBytes(10)))).rejects.toThrow("403");
  });

  test("a list goes on from page to page", async () => {
    const shelf = createBucketShelf(swift.settings, 3);
    const names = Array.from({ length: 7 }, (_, number) => `many/${number}`);
    for (const name of names) await shelf.put(name, chunks(randomBytes(1)));
    expect((await all(shelf.list("many/"))).map(({ name }) => name)).toEqual(names);
  });
});

async function* neverEndsLarge() {
  yield randomBytes(9 * 1024 * 1024);
  await new Promise<never>(() => {});
}
