import { afterAll, expect, test } from "vitest";
import { makeChannel, testHub } from "../../test/factories.ts";
import { createKeeper } from "./create-keeper.ts";

const hub = await testHub();
afterAll(hub.close);

test("many files at once are each kept with a row of their own, also of the same bytes", async () => {
  const { id: channelId } = await makeChannel(hub);
  const keep = createKeeper(hub.deps);
  const files = Array.from({ length: 250 }, (_, nth) => ({
    name: `${nth}.txt`,
    contentType: "text/plain",
    bytes: Buffer.from(`File ${nth % 50}`),
  }));
  const rows = await Promise.all(files.map((file) => keep(file, { channelId })));
  expect(rows.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
  const { rows: kept } = await hub.deps.pool.query(
    "select count(*)::int as rows, count(distinct sha256)::int as contents from files where channel_id = $1",
    [channelId],
  );
  expect(kept).toEqual([{ rows: 250, contents: 50 }]);
});

test("those of a group that fails are told so, and the next are kept", async () => {
  const { id: channelId } = await makeChannel(hub);
  const keep = createKeeper(hub.deps);
  const file = { name: "a", contentType: "text/plain", bytes: Buffer.from("a") };
  const nobody = "0198c0de-0000-7000-8000-0000000000ff";
  await expect(keep(file, { channelId: nobody })).rejects.toThrow();
  expect(await keep(file, { channelId })).toMatchObject({ name: "a" });
});
