import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "../http/browser.ts";
import { type Cast, type Name, names, password, type Role, type Story, sees, startCast } from "./stories.ts";

const nobodys = "0198c0de-0000-7000-8000-000000000001";
let cast: Cast;
beforeAll(async () => {
  cast = await startCast();
});
afterAll(() => cast?.app.close());

/** A browser of theirs, which shows who they are in one of the two ways. */
const ways = {
  "an API key": async (role: Role) => cast.app.browser({ authorization: `Bearer ${cast.people[role].key}` }),
  "a session": async (role: Role) => {
    const browser = cast.app.browser();
    const { email } = cast.people[role];
    const { status } = await browser.post("/api/auth/sign-in/email", { email, password });
    expect(status).toBe(200);
    return browser;
  },
};

const cases = sees.flatMap(([role, stories]) =>
  Object.entries(ways).map(([way, signIn]) => ({ role, way, stories, signIn })),
);

describe.each(cases)("$role with $way", ({ role, stories: expected, signIn }) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await signIn(role);
  });
  const ask = (path: string) => browser.get(`/api/v1${path}`);
  const idsIn = (items: { id: string }[]) => items.map(({ id }) => id).sort();
  const list = async (path: string) => idsIn((await ask(path)).body.items);
  const of = (stories: Name[], part: keyof Story) =>
    [...new Set(stories.map((name) => cast.stories[name][part]))].sort();
  const theirs = (part: keyof Story) => of(expected, part);
  const hidden = names.filter((name) => !expected.includes(name));
  const hiddenIds = (part: keyof Story) => of(hidden, part).filter((id) => !theirs(part).includes(id));
  const theirsOf = (contactId: string) =>
    expected.filter((name) => cast.stories[name].contactId === contactId);

  test("lists hold what is theirs and nothing else", async () => {
    expect(await list("/conversations")).toEqual(theirs("conversationId"));
    expect(await list("/contacts")).toEqual(theirs("contactId"));
    expect(await list("/deals")).toEqual(theirs("dealId"));
    expect(await list("/tasks")).toEqual(theirs("taskId"));
  });

  test("filters and cursors open nothing more", async () => {
    for (const name of hidden) {
      const { conversationId, contactId } = cast.stories[name];
      for (const [path, part] of [
        ["/conversations", "conversationId"],
        ["/deals", "dealId"],
        ["/tasks", "taskId"],
      ] as const) {
        expect(await list(`${path}?contactId=${contactId}`)).toEqual(of(theirsOf(contactId), part));
      }
      expect(await list(`/tasks?conversationId=${conversationId}`)).toEqual([]);
    }
    const first = await ask("/conversations?limit=1");
    const rest = first.body.next ? await list(`/conversations?cursor=${first.body.next}`) : [];
    expect([...rest, first.body.items[0].id].sort()).toEqual(theirs("conversationId"));
  });

  test("counts and totals count what is theirs", async () => {
    const counts = (await ask("/conversations/counts")).body;
    expect(counts.all).toBe(expected.length);
    expect(counts.unassigned).toBe(expected.filter((name) => name.endsWith("Free")).length);
    const totals = (await ask(`/deals/totals?pipelineId=${cast.pipelineId}`)).body;
    expect(totals).toMatchObject([{ count: expected.length, amount: expected.length * 10 }]);
  });

  test("search finds what is theirs", async () => {
    const found = (await ask("/search?q=gooseberry&limit=50")).body;
    const interactions = found.interactions.map(
      ({ interactionId }: { interactionId: string }) => interactionId,
    );
    expect(interactions.sort()).toEqual(theirs("interactionId"));
    const clients = (await ask("/search?q=client&limit=50")).body.contacts;
    expect(idsIn(clients)).toEqual(theirs("contactId"));
    expect(await list("/contacts?q=client")).toEqual(theirs("contactId"));
  });

  test("a card holds what is theirs of all that a contact ever wrote", async () => {
    for (const contactId of theirs("contactId")) {
      const { body } = await ask(`/contacts/${contactId}`);
      for (const [items, part] of [
        [body.conversations, "conversationId"],
        [body.deals, "dealId"],
        [body.tasks, "taskId"],
      ] as const) {
        expect([part, idsIn(items)]).toEqual([part, of(theirsOf(contactId), part)]);
      }
    }
  });

  test("what is theirs is there one by one; what is not theirs is as if it were not there", async () => {
    for (const [path, part] of [
      ["/conversations/:id", "conversationId"],
      ["/conversations/:id/interactions", "conversationId"],
      ["/interactions/:id/why", "interactionId"],
      ["/contacts/:id", "contactId"],
      ["/deals/:id", "dealId"],
      ["/files/:id", "fileId"],
    ] as const) {
      const one = (id: string) => ask(path.replace(":id", id));
      for (const id of theirs(part)) expect([path, id, (await one(id)).status]).toEqual([path, id, 200]);
      const missing = (await one(nobodys)).body.error;
      for (const id of hiddenIds(part)) {
        const { status, body } = await one(id);
        expect([path, id, status]).toEqual([path, id, 404]);
        expect(body.error).toEqual({ ...missing, requestId: body.error.requestId });
      }
    }
  });

  test("what is not theirs cannot be changed either", async () => {
    for (const [method, path, part, body] of [
      ["PUT", "/conversations/:id/status", "conversationId", { status: "resolved" }],
      ["PATCH", "/contacts/:id", "contactId", { name: "Mine" }],
      ["PATCH", "/deals/:id", "dealId", { title: "Mine" }],
      ["PATCH", "/tasks/:id", "taskId", { isDone: true }],
    ] as const) {
      for (const id of hiddenIds(part)) {
        const { status } = await browser.send(method, `/api/v1${path.replace(":id", id)}`, body);
        expect([path, status]).toEqual([path, 404]);
      }
    }
  });
});
