import { afterAll, beforeAll, expect, test } from "vitest";
import { makeChannel, makePerson, type TestHub, testHub } from "../../test/factories.ts";
import { keepFile, largestFile } from "./keep-file.ts";

let hub: TestHub;
let channelId: string;
beforeAll(async () => {
  hub = await testHub();
  channelId = (await makeChannel(hub)).id;
});
afterAll(() => hub.close());

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const keep = (name: string, contentType: string, bytes: Uint8Array = Buffer.from("text")) =>
  keepFile(hub.deps, { name, contentType, bytes }, { channelId });

test("a file is kept with a row that says whose it is", async () => {
  const kept = await keep("a.txt", "text/plain");
  const { rows } = await hub.deps.pool.query(
    "select name, size, channel_id, interaction_id from files where id = $1",
    [kept.id],
  );
  expect(rows).toEqual([{ name: "a.txt", size: 4, channel_id: channelId, interaction_id: null }]);
});

test("its type is what the bytes say, not what was claimed", async () => {
  expect((await keep("a.txt", "text/plain", png)).contentType).toBe("image/png");
  expect((await keep("a.png", "image/png")).contentType).toBe("application/octet-stream");
  expect((await keep("a.csv", "Text/CSV; charset=utf-8")).contentType).toBe("text/csv");
  expect((await keep("a", "text/html\r\nX-Evil: 1")).contentType).toBe("text/html");
  expect((await keep("a", "nonsense")).contentType).toBe("application/octet-stream");
});

test.each([
  ["../../etc/passwd", "passwd"],
  ["C:\\temp\\ä б.txt", "ä б.txt"],
  ["a\u0000\r\nb\u202Egpj.exe", "abgpj.exe"],
  ["\ud800.txt", "\ufffd.txt"],
  ["", "file"],
  ["/", "file"],
])("the name %j is kept as %j", async (given, name) => {
  expect((await keep(given, "text/plain")).name).toBe(name);
});

test("a name of 1 MB is cut, an upload beyond 25 MB refused", async () => {
  expect([...(await keep("😀".repeat(500_000), "text/plain")).name].length).toBe(200);
  const { id: uploadedBy } = await makePerson(hub);
  const file = { name: "a", contentType: "text/plain", bytes: new Uint8Array(largestFile + 1) };
  await expect(keepFile(hub.deps, file, { uploadedBy })).rejects.toMatchObject({ code: "too_large" });
});
