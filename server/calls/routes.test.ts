import { afterAll, beforeAll, expect, test } from "vitest";
import { answer, type Line, makeLine, readCall, ring } from "../../test/calls.ts";
import { makePerson, makeTeam } from "../../test/factories.ts";
import { startSetUpApp } from "../../test/http/app.ts";
import { withKey } from "../../test/http/with-key.ts";

let made: Awaited<ReturnType<typeof startSetUpApp>>;
let line: Line;
let admin: { id: string };
beforeAll(async () => {
  made = await startSetUpApp();
  const { hub, deps } = made.app;
  line = await makeLine(hub);
  deps.carriers.voiceOf = (channelId) => (channelId === line.channelId ? line.voice : undefined);
  admin = (await made.admin.get("/api/v1/me")).body;
  await deps.pool.query(
    "update people set has_phone = true, is_online = true, capacity = 100 where id = $1",
    [admin.id],
  );
  await deps.pool.query("insert into queue_people (queue_id, person_id) values ($1, $2)", [
    line.queueId,
    admin.id,
  ]);
});
afterAll(async () => {
  await line.lane.stop();
  await made.app.close();
});

const path = "/api/v1/calls";
const hub = () => made.app.hub;

/** What somebody reads with a key of theirs. */
async function reader(person: { id: string }) {
  const send = await withKey(made.app, person, ["conversations:read"]);
  return (url: string) => send("GET", url);
}

test("a person's calls and passes are there for their browser, and what they do in a call is answered with it", async () => {
  const call = await ring(line);
  const legId = await answer(line, call, admin);
  const phone = (await made.admin.get("/api/v1/me/phone")).body;
  expect(phone).toMatchObject({
    passes: [{ connector: "api", data: { personId: admin.id } }],
    calls: [{ legId, connector: "api", call: { id: call.id, stage: "active" }, workItem: { kind: "call" } }],
  });
  const held = await made.admin.put(`${path}/${call.id}/hold`, { isHeld: true });
  expect([held.status, held.body.isHeld]).toEqual([200, true]);
  const added = await made.admin.post(`${path}/${call.id}/legs`, {
    to: { kind: "person", personId: line.ben.id },
    leaves: false,
  });
  expect([added.status, added.body.legs.length]).toEqual([201, 2]);
  const dropped = await made.admin.delete(`${path}/${call.id}/legs/${added.body.legs[1].id}`);
  expect(dropped.body.legs[1]).toMatchObject({ state: "ended", reason: "cancelled" });
  const queued = await made.admin.post(`${path}/${call.id}/requeue`, { queueId: line.queueId });
  expect(queued.body).toMatchObject({ stage: "queued", queueId: line.queueId });
  const again = await answer(line, call, admin);
  expect(
    (await made.admin.put(`${path}/${call.id}/legs/${again}/state`, { state: "connected" })).status,
  ).toBe(200);
  const ended = await made.admin.post(`${path}/${call.id}/end`);
  expect(ended.body).toMatchObject({ stage: "ended", outcome: "answered" });
  expect((await made.admin.get("/api/v1/me/phone")).body.calls).toEqual([]);
});

test("calls are listed newest first, in pages, by what became of them and by contact", async () => {
  const [missed, going] = [await ring(line), await ring(line)];
  await missed.tell({ type: "hungUp" });
  const shown = async (query: string) =>
    (await made.admin.get(`${path}?${query}`)).body.items.map(({ id }: { id: string }) => id);
  const all = await shown("");
  expect(all.slice(0, 2)).toEqual([going.id, missed.id]);
  const first = (await made.admin.get(`${path}?limit=1`)).body;
  expect(first.items).toHaveLength(1);
  const second = (await made.admin.get(`${path}?limit=1&cursor=${first.next}`)).body;
  expect(second.items).toMatchObject([{ id: missed.id }]);
  expect(await shown("show=missed")).toEqual([missed.id]);
  expect(await shown("show=goingOn")).toEqual([going.id]);
  const { contact } = await readCall(line, going);
  expect(await shown(`contactId=${contact.id}`)).toEqual([going.id]);
  expect(await shown("show=mine")).not.toContain(going.id);
  const mine = await ring(line);
  await answer(line, mine, admin);
  expect(await shown("show=mine")).toContain(mine.id);
});

test("a call whose conversation one does not see is not there, and a key changes none", async () => {
  const call = await ring(line);
  const team = await makeTeam(hub());
  await made.app.deps.pool.query("insert into channel_teams (channel_id, team_id) values ($1, $2)", [
    line.channelId,
    team.id,
  ]);
  const insider = await reader(await makePerson(hub(), { teamIds: [team.id] }));
  const outsider = await reader(await makePerson(hub()));
  expect((await insider(`${path}/${call.id}`)).body).toMatchObject({ id: call.id });
  expect((await outsider(`${path}/${call.id}`)).status).toBe(404);
  expect((await outsider(path)).body.items).toEqual([]);
  expect((await insider("/api/v1/me/phone")).status).toBe(403);
  expect((await made.app.browser().get(`${path}/${call.id}`)).status).toBe(401);
});

test("bad input is told", async () => {
  const call = await ring(line);
  const tries: [string, unknown, number][] = [
    [`${path}/${call.id}/legs`, { to: { kind: "person", personId: "x" }, leaves: true }, 400],
    [`${path}/${call.id}/legs`, { to: { kind: "number", number: "9".repeat(50) }, leaves: true }, 400],
    [`${path}/${call.id}/legs`, { to: { kind: "queue", queueId: line.queueId }, leaves: true }, 400],
    [`${path}/${call.id}/requeue`, {}, 400],
    [`${path}/nothing/end`, {}, 400],
    [`${path}/${line.queueId}/end`, undefined, 404],
  ];
  for (const [url, body, status] of tries) expect((await made.admin.post(url, body)).status).toBe(status);
});
