import { once } from "node:events";
import { request } from "node:http";
import { eq } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { recordings } from "../../../db/schema/calls.ts";
import { accessOf, makeChannel, makePerson, makeTeam, shareWith } from "../../../test/factories.ts";
import { startApp, type TestApp } from "../../../test/http/app.ts";
import { makeRecorded } from "../../../test/recorded-call.ts";
import type { Scope } from "../../contract/endpoint.ts";
import { createApiKey } from "../../people/create-api-key.ts";
import type { Access } from "../../permissions/access.ts";
import { listListens } from "./queries.ts";

let app: TestApp;
let call: Awaited<ReturnType<typeof makeRecorded>>;
let bytes: Buffer;
let mine: Record<string, string>;
beforeAll(async () => {
  app = await startApp();
  call = await makeRecorded(app.hub);
  mine = await keyOf(call.access);
  bytes = Buffer.from(await (await get(mine)).arrayBuffer());
});
afterAll(() => app.close());

async function keyOf(access: Access, scopes: Scope[] = ["conversations:read"]) {
  const { key } = await createApiKey(app.deps, { access, name: "ears", scopes });
  return { authorization: `Bearer ${key}` };
}
const get = (who: Record<string, string>, headers: Record<string, string> = {}, method = "GET") =>
  fetch(`${app.address}${call.recording.url}`, { method, headers: { ...who, ...headers } });

test("the whole is what was kept, with its kind and length, and for nobody else's cache", async () => {
  const answer = await get(mine);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "audio/webm",
    "content-length": String(call.recording.size),
    "cache-control": "private, no-cache",
    "accept-ranges": "bytes",
    "content-disposition": expect.stringMatching(/^inline; filename="call-[\d-]+\.webm"$/),
  });
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes);
});

test("any range is the same bytes as of the whole", async () => {
  const size = bytes.length;
  const bound = fc.integer({ min: 0, max: size + 10 });
  await fc.assert(
    fc.asyncProperty(bound, fc.option(bound), async (start, end) => {
      fc.pre(end === null || end >= start);
      const answer = await get(mine, { range: `bytes=${start}-${end ?? ""}` });
      const body = Buffer.from(await answer.arrayBuffer());
      if (start >= size) {
        expect([answer.status, answer.headers.get("content-range")]).toEqual([416, `bytes */${size}`]);
        return;
      }
      const last = Math.min(end ?? size, size - 1);
      expect(answer.status).toBe(206);
      expect(answer.headers.get("content-range")).toBe(`bytes ${start}-${last}/${size}`);
      expect(body.equals(bytes.subarray(start, last + 1))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("what is known already is not sent again, and a part only where it fits", async () => {
  const tag = (await get(mine, {}, "HEAD")).headers.get("etag")!;
  const again = request(`${app.address}${call.recording.url}`, {
    headers: { ...mine, "if-none-match": tag },
  }).end();
  const [known] = await once(again, "response");
  expect(known.resume().statusCode).toBe(304);
  const fits = await get(mine, { range: "bytes=0-9", "if-range": tag });
  expect([fits.status, (await fits.arrayBuffer()).byteLength]).toEqual([206, 10]);
  const other = await get(mine, { range: "bytes=0-9", "if-range": '"of another"' });
  expect([other.status, (await other.arrayBuffer()).byteLength]).toEqual([200, bytes.length]);
});

test("a listener who goes away half-way harms nobody", async () => {
  const half = request(`${app.address}${call.recording.url}`, { headers: mine }).end();
  const [answer] = await once(half, "response");
  answer.destroy();
  expect((await get(mine, { range: "bytes=0-0" })).status).toBe(206);
});

test("it is heard by who sees the conversation and by nobody else", async () => {
  const { hub } = app;
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  const { recording, conversationId } = await makeRecorded(hub, { channelId: channel.id });
  const invited = await makePerson(hub);
  await shareWith(hub, conversationId, invited.id);
  const people = {
    admin: await makePerson(hub, { role: "admin" }),
    "supervisor of the team": await makePerson(hub, { role: "supervisor", teamIds: [team.id] }),
    "supervisor of another": await makePerson(hub, { role: "supervisor" }),
    "agent of the team, while a colleague has it": await makePerson(hub, { teamIds: [team.id] }),
    "agent of another": await makePerson(hub),
    "agent whom it was given to see": invited,
  };
  const heard: Record<string, number[]> = {};
  for (const [who, person] of Object.entries(people)) {
    const headers = await keyOf(await accessOf(hub, person), ["conversations:read", "conversations:write"]);
    const ways = [
      ["GET", "audio"],
      ["HEAD", "audio"],
      ["GET", "waveform"],
      ["GET", "comments"],
    ] as const;
    heard[who] = await Promise.all(
      ways.map(async ([method, part]) => {
        const url = `${app.address}/api/v1/recordings/${recording.id}/${part}`;
        const answer = await fetch(url, { method, headers });
        await answer.arrayBuffer();
        return answer.status;
      }),
    );
  }
  const [yes, no] = [
    [200, 200, 200, 200],
    [404, 404, 404, 404],
  ];
  expect(heard).toEqual({
    admin: yes,
    "supervisor of the team": yes,
    "supervisor of another": no,
    "agent of the team, while a colleague has it": no,
    "agent of another": no,
    "agent whom it was given to see": yes,
  });
  expect((await get({})).status).toBe(401);
  expect((await get(await keyOf(call.access, ["contacts:read"]))).status).toBe(403);
});

test("each listening is noted: from the beginning, however many ranges follow, and after a rest", async () => {
  const { hub, deps } = app;
  const start = Date.now();
  const { recording, access } = await makeRecorded(hub);
  const headers = await keyOf(access);
  /** How often it was noted after somebody asked for that at this second. */
  const hearAt = async (seconds: number, range: string, method = "GET") => {
    hub.setClock(new Date(start + seconds * 1_000));
    const answer = await fetch(`${app.address}${recording.url}`, { method, headers: { ...headers, range } });
    await answer.arrayBuffer();
    return (await listListens(deps, { access, recordingId: recording.id, limit: 50 })).items.length;
  };
  expect(await hearAt(0, "bytes=0-", "HEAD")).toBe(0);
  const atOnce = Array.from({ length: 8 }, () => hearAt(0, "bytes=0-99"));
  expect((await Promise.all(atOnce)).at(-1)).toBe(1);
  expect(await hearAt(0.9, "bytes=0-")).toBe(1);
  expect(await hearAt(20, "bytes=500-")).toBe(1);
  expect(await hearAt(30, "bytes=0-")).toBe(2);
  expect(await hearAt(60, "bytes=0-1")).toBe(3);
  expect(await hearAt(150, "bytes=500-")).toBe(3);
  expect(await hearAt(181, "bytes=700-")).toBe(4);
  hub.setClock();
});

test("a recording that was deleted, or whose sound is gone, is not there", async () => {
  const { deps } = app;
  const gone = await makeRecorded(app.hub);
  const headers = await keyOf(gone.access);
  const status = async () => (await fetch(`${app.address}${gone.recording.url}`, { headers })).status;
  expect(await status()).toBe(200);
  const [row] = await deps.db.select().from(recordings).where(eq(recordings.id, gone.recording.id));
  await deps.recordings.remove(row!.key!);
  expect(await status()).toBe(404);
  await deps.db.update(recordings).set({ deletedAt: new Date() }).where(eq(recordings.id, gone.recording.id));
  expect(await status()).toBe(404);
});
