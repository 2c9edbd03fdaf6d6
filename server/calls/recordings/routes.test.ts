import { afterAll, beforeAll, expect, test } from "vitest";
import { accessOf, shareWith } from "../../../test/factories.ts";
import type { TestApp } from "../../../test/http/app.ts";
import { startSetUpApp } from "../../../test/http/app.ts";
import type { Browser } from "../../../test/http/browser.ts";
import { invite } from "../../../test/http/set-up.ts";
import { joinCall, makeCall, makeRecorded } from "../../../test/recorded-call.ts";

let app: TestApp;
let admin: Browser;
let agent: Browser;
let agentId: string;
beforeAll(async () => {
  ({ app, admin } = await startSetUpApp());
  agent = await invite(admin, app.browser(), "Bea");
  agentId = (await agent.get("/api/v1/me")).body.id;
});
afterAll(() => app.close());

const base = "/api/v1";
const binary = { "content-type": "application/octet-stream" };

async function beginOwn() {
  const { callId } = await makeCall(app.hub);
  await joinCall(app.hub, callId, await accessOf(app.hub, { id: agentId }));
  const made = await agent.post(`${base}/calls/${callId}/segments`, { channelCount: 2 });
  expect(made.status).toBe(201);
  return { callId, segmentId: made.body.id as string };
}

test("a segment is begun, gets pieces as bytes, and is ended", async () => {
  const { callId, segmentId } = await beginOwn();
  const url = `${base}/segments/${segmentId}`;
  const put = (number: number | string, body: Uint8Array) =>
    agent.send("PUT", `${url}/pieces/${number}`, body, binary);
  expect((await put(0, new Uint8Array(2 * 1024 * 1024))).status).toBe(204);
  expect((await put(0, Buffer.from("again"))).status).toBe(204);
  const large = await put(1, new Uint8Array(2 * 1024 * 1024 + 1));
  expect([large.status, large.body.error.code]).toEqual([413, "too_large"]);
  for (const number of [-1, 1.5, "x", 100_000]) {
    expect([number, (await put(number, Buffer.from("x"))).status]).toEqual([number, 400]);
  }
  expect((await put(2, new Uint8Array())).status).toBe(400);
  expect((await agent.post(`${url}/end`)).status).toBe(204);
  expect((await admin.post(`${url}/end`)).status).toBe(404);
  expect((await agent.put(`${base}/calls/${callId}/recording`, { isPaused: true })).status).toBe(204);
  expect((await agent.post(`${base}/calls/${callId}/segments`, { channelCount: 2 })).status).toBe(409);
});

test("a piece without its length is refused as soon as it is too large", async () => {
  const { segmentId } = await beginOwn();
  const chunk = new Uint8Array(512 * 1024);
  const body = new ReadableStream({
    start(controller) {
      for (let nth = 0; nth < 6; nth++) controller.enqueue(chunk);
      controller.close();
    },
  });
  const answer = await fetch(`${app.address}${base}/segments/${segmentId}/pieces/0`, {
    method: "PUT",
    headers: {
      ...binary,
      origin: app.address,
      cookie: [...agent.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
    },
    body,
    duplex: "half",
  } as RequestInit);
  expect(answer.status).toBe(413);
});

test("comments stand at their moment; one's own can be taken away", async () => {
  const { callId, recording } = await makeRecorded(app.hub);
  const seq = (await app.hub.events()).at(-1)?.seq;
  const url = `${base}/recordings/${recording.id}/comments`;
  const late = await admin.post(url, { atMs: 5_000, text: "A good question" });
  const early = await admin.post(url, { atMs: 100, text: "  Hello  " });
  expect([late.status, early.status]).toEqual([201, 201]);
  expect((await admin.get(url)).body).toEqual([early.body, late.body]);
  expect(early.body).toMatchObject({ atMs: 100, text: "Hello" });
  for (const body of [
    { atMs: 60_000, text: "after the end" },
    { atMs: 1, text: " " },
    { atMs: -1, text: "x" },
  ]) {
    expect([body, (await admin.post(url, body)).status]).toEqual([body, 400]);
  }
  expect((await agent.get(url)).status).toBe(404);
  expect((await agent.post(url, { atMs: 1, text: "x" })).status).toBe(404);
  expect((await agent.delete(`${url}/${early.body.id}`)).status).toBe(404);
  expect((await admin.delete(`${url}/${early.body.id}`)).status).toBe(204);
  expect((await admin.delete(`${url}/${early.body.id}`)).status).toBe(404);
  expect((await admin.get(url)).body).toEqual([late.body]);
  // Two were written and one taken away: others' screens follow.
  expect((await app.hub.events(seq)).map(({ data }) => data)).toEqual(
    Array.from({ length: 3 }, () => ({ callId, what: "commented" })),
  );
});

test("somebody else's comment stays", async () => {
  const { conversationId, recording } = await makeRecorded(app.hub);
  const url = `${base}/recordings/${recording.id}/comments`;
  const { body } = await admin.post(url, { atMs: 1, text: "mine" });
  const other = await invite(admin, app.browser(), "Cleo");
  const otherId = (await other.get("/api/v1/me")).body.id;
  await shareWith(app.hub, conversationId, otherId);
  expect((await other.get(url)).status).toBe(200);
  expect((await other.delete(`${url}/${body.id}`)).status).toBe(404);
});

test("who listened is for supervisors, a legal hold for admins", async () => {
  const { recording } = await makeRecorded(app.hub, { offRecord: [[1_000, 2_000, "paused"]] });
  expect((await admin.get(recording.url!, { range: "bytes=0-9" })).status).toBe(206);
  const listens = await admin.get(`${base}/recordings/${recording.id}/listens`);
  expect(listens.body).toEqual({
    items: [{ personId: (await admin.get("/api/v1/me")).body.id, at: expect.any(String) }],
  });
  expect((await agent.get(`${base}/recordings/${recording.id}/listens`)).status).toBe(403);
  const hold = `${base}/recordings/${recording.id}/hold`;
  expect((await agent.put(hold, { isHeld: true })).status).toBe(403);
  expect((await admin.put(hold, { isHeld: true })).body).toMatchObject({
    isHeld: true,
    offRecord: [{ fromMs: 1_000, toMs: 2_000, reason: "paused" }],
  });
  const seq = (await app.hub.events()).at(-1)?.seq;
  expect((await admin.put(hold, { isHeld: true })).body).toMatchObject({ isHeld: true });
  expect(await app.hub.events(seq)).toEqual([]);
});
