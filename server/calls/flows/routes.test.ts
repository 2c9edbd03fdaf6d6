import { afterAll, beforeAll, expect, test } from "vitest";
import { makePerson } from "../../../test/factories.ts";
import { startSetUpApp } from "../../../test/http/app.ts";
import { withKey } from "../../../test/http/with-key.ts";
import type { Role } from "../../contract/people.ts";

let made: Awaited<ReturnType<typeof startSetUpApp>>;
beforeAll(async () => {
  made = await startSetUpApp();
});
afterAll(() => made.app.close());

const path = "/api/v1/call-flows";
const [menuId, endId] = ["0198c0de-0000-7000-8000-00000000000b", "0198c0de-0000-7000-8000-00000000000c"];
const prompt = { type: "say", text: "Press 1", language: "en" };
const end = { type: "hangUp", prompt: null };
const flow = {
  entry: menuId,
  nodes: {
    [menuId]: {
      type: "menu",
      prompt,
      choices: [{ digit: "1", label: "Sales", next: endId }],
      timeoutSeconds: 5,
      tries: 2,
      wrong: null,
      otherwise: endId,
    },
    [endId]: end,
  },
};

/** What somebody of that role may send. */
const as = async (role: Role) =>
  withKey(made.app, await makePerson(made.app.hub, { role }), ["routing:read", "routing:write"]);

const at = "2031-01-06T10:00:00Z";
const trial = { ...flow, state: { at: "start" }, input: { type: "arrived" }, at };

test("an admin writes flows, which a supervisor reads and tries", async () => {
  const kept = (await made.admin.post(path, { name: "Main line", ...flow })).body;
  expect(kept).toMatchObject({ name: "Main line", version: 1, ...flow });
  const supervisor = await as("supervisor");
  expect((await supervisor("GET", path)).body).toMatchObject([{ id: kept.id, nodeCount: 2 }]);
  expect((await supervisor("GET", `${path}/${kept.id}`)).body).toEqual(kept);
  expect((await supervisor("POST", `${path}/trial`, trial)).status).toBe(200);
  const stale = { name: "Main line", ...flow, version: 7 };
  expect((await made.admin.send("PUT", `${path}/${kept.id}`, stale)).status).toBe(409);
  expect((await made.admin.send("DELETE", `${path}/${kept.id}`)).status).toBe(204);
  expect((await supervisor("GET", `${path}/${kept.id}`)).status).toBe(404);
});

test.each<Role>(["agent", "supervisor"])("an %s writes no flow", async (role) => {
  const send = await as(role);
  for (const [method, at, body] of [
    ["POST", path, { name: "Mine", ...flow }],
    ["PUT", `${path}/${menuId}`, { name: "Mine", version: 1, ...flow }],
    ["DELETE", `${path}/${menuId}`, undefined],
  ] as const) {
    expect((await send(method, at, body)).status).toBe(403);
  }
});

test("an agent neither reads nor tries one", async () => {
  const send = await as("agent");
  for (const answer of [
    await send("GET", path),
    await send("GET", `${path}/${menuId}`),
    await send("POST", `${path}/trial`, trial),
  ]) {
    expect(answer.status).toBe(403);
  }
});

test("a trial goes from state to state, by the hours of the workspace at the moment that is asked for", async () => {
  const officeHours = {
    timeZone: "UTC",
    days: [{ weekday: 1, spans: [{ from: 540, to: 720 }] }],
    holidays: [],
  };
  await made.admin.patch("/api/v1/workspace", { officeHours });
  const hoursId = "0198c0de-0000-7000-8000-00000000000d";
  const nodes = { ...flow.nodes, [hoursId]: { type: "hours", hours: null, open: menuId, closed: endId } };
  const step = async (some: object) =>
    (await made.admin.post(`${path}/trial`, { ...trial, entry: hoursId, nodes, ...some })).body;
  const asked = await step({});
  expect(asked).toMatchObject({ state: { at: "menu", turn: 1 }, steps: [{ type: "gather" }], effects: [] });
  expect(await step({ state: asked.state, input: { type: "digits", turn: 1, digits: "1" } })).toEqual({
    state: { at: "ended", reason: "finished" },
    steps: [{ type: "hangUp", reason: "finished" }],
    effects: [{ type: "noteChoice", nodeId: menuId, digit: "1", label: "Sales" }],
  });
  expect((await step({ at: "2031-01-06T13:00:00Z" })).state).toEqual({ at: "ended", reason: "finished" });
});

test("a flow with a flaw is not tried, and says where the flaw is", async () => {
  const answer = await made.admin.post(`${path}/trial`, {
    ...trial,
    nodes: { [menuId]: flow.nodes[menuId] },
  });
  expect(answer.status).toBe(400);
  expect(answer.body.error.fields).toEqual({
    [`nodes.${menuId}.choices.0.next`]: "leads to a step that is not there",
    [`nodes.${menuId}.otherwise`]: "leads to a step that is not there",
  });
});

test("what is too long, too much or unknown is named by its field", async () => {
  const field = async (nodes: object) =>
    Object.keys((await made.admin.post(path, { name: "Bad", entry: endId, nodes })).body.error.fields);
  const long = { ...prompt, text: "a".repeat(1_001) };
  expect(await field({ [endId]: { type: "hangUp", prompt: long } })).toEqual([`nodes.${endId}.prompt.text`]);
  expect(await field({ [endId]: { ...end, next: endId } })).toEqual([`nodes.${endId}.next`]);
  expect(await field({ [endId]: { type: "fax" } })).toEqual([`nodes.${endId}.type`]);
  expect(await field({ end })).toEqual(["nodes.end"]);
  const many = Array.from({ length: 101 }, (_, nth) => [
    menuId.slice(0, -3) + String(nth).padStart(3, "0"),
    end,
  ]);
  expect(await field(Object.fromEntries(many))).toEqual(["nodes"]);
});
