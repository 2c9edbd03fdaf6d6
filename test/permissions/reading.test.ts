import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { files } from "../../db/schema/index.ts";
import { scopes } from "../../server/contract/endpoint.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { indexDocuments } from "../../server/search/index-documents.ts";
import {
  accessOf,
  makeChannel,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makePipeline,
  makeTask,
  makeTeam,
  shareWith,
} from "../factories.ts";
import { startApp, type TestApp } from "../http/app.ts";

/** A conversation and what hangs on it. */
interface Story {
  conversationId: string;
  interactionId: string;
  contactId: string;
  dealId: string;
  taskId: string;
  fileId: string;
}

const names = ["northFree", "northTaken", "southFree", "southTaken", "southShared", "openFree"] as const;
type Name = (typeof names)[number];

/** Who sees which stories, written out so that the rule is held to it. */
const sees: [role: string, stories: Name[]][] = [
  ["admin", [...names]],
  ["northSupervisor", ["northFree", "northTaken", "openFree"]],
  ["northAgent", ["northFree", "northTaken", "openFree"]],
  ["northColleague", ["northFree", "openFree", "southShared"]],
  ["southAgent", ["southFree", "southTaken", "southShared", "openFree"]],
  ["newcomer", ["openFree"]],
];
const nobodys = "0198c0de-0000-7000-8000-000000000001";

let app: TestApp;
let pipelineId = "";
const stories = {} as Record<Name, Story>;
const keys = new Map<string, string>();
const people = new Map<string, string>();

beforeAll(async () => {
  app = await startApp();
  const north = await makeTeam(app.hub);
  const south = await makeTeam(app.hub);
  const teams = { north: [north.id], south: [south.id], none: [] };
  await addPerson("admin", { role: "admin" });
  await addPerson("northSupervisor", { role: "supervisor", teamIds: teams.north });
  await addPerson("northAgent", { teamIds: teams.north });
  await addPerson("northColleague", { teamIds: teams.north });
  await addPerson("southAgent", { teamIds: teams.south });
  await addPerson("newcomer", {});
  const channel = async (teamIds: string[]) => (await makeChannel(app.hub, { teamIds })).id;
  const channels = {
    north: await channel(teams.north),
    south: await channel(teams.south),
    open: await channel([]),
  };
  const pipeline = await makePipeline(app.hub);
  pipelineId = pipeline.id;
  const tell = async (name: Name, channelId: string, assignee?: string) => {
    stories[name] = await makeStory(channelId, pipeline, assignee && people.get(assignee));
  };
  await tell("northFree", channels.north);
  await tell("northTaken", channels.north, "northAgent");
  await tell("southFree", channels.south);
  await tell("southTaken", channels.south, "southAgent");
  await tell("southShared", channels.south, "southAgent");
  await tell("openFree", channels.open);
  await shareWith(app.hub, stories.southShared.conversationId, people.get("northColleague")!);
  await indexDocuments(app.deps.db, {
    interactionIds: new Set(idsOf("interactionId")),
    conversationIds: new Set(),
    contactIds: new Set(idsOf("contactId")),
  });
  // A key acts as its person, so all of this also shows what keys can read.
  for (const [role, personId] of people) {
    const access = await accessOf(app.hub, { id: personId });
    keys.set(role, (await createApiKey(app.deps, { access, name: role, scopes: [...scopes] })).key);
  }
});
afterAll(() => app.close());

describe.each(sees)("%s", (role, expected) => {
  const ask = (path: string) =>
    app.browser().get(`/api/v1${path}`, { authorization: `Bearer ${keys.get(role)}` });
  const list = async (path: string) =>
    (await ask(path)).body.items.map(({ id }: { id: string }) => id).sort();
  const theirs = (part: keyof Story) => expected.map((name) => stories[name][part]).sort();
  const hidden = names.filter((name) => !expected.includes(name));

  test("lists hold what is theirs and nothing else", async () => {
    expect(await list("/conversations")).toEqual(theirs("conversationId"));
    expect(await list("/contacts")).toEqual(theirs("contactId"));
    expect(await list("/deals")).toEqual(theirs("dealId"));
    expect(await list("/tasks")).toEqual(theirs("taskId"));
  });

  test("filters and cursors open nothing more", async () => {
    for (const name of hidden) {
      const { conversationId, contactId } = stories[name];
      for (const path of ["/conversations", "/deals", "/tasks"]) {
        expect(await list(`${path}?contactId=${contactId}`)).toEqual([]);
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
    const totals = (await ask(`/deals/totals?pipelineId=${pipelineId}`)).body;
    expect(totals).toMatchObject([{ count: expected.length, amount: expected.length * 10 }]);
  });

  test("search finds what is theirs", async () => {
    const found = (await ask("/search?q=gooseberry&limit=50")).body;
    const interactions = found.interactions.map(
      ({ interactionId }: { interactionId: string }) => interactionId,
    );
    expect(interactions.sort()).toEqual(theirs("interactionId"));
    const clients = (await ask("/search?q=client&limit=50")).body.contacts;
    expect(clients.map(({ id }: { id: string }) => id).sort()).toEqual(theirs("contactId"));
    expect(await list("/contacts?q=client")).toEqual(theirs("contactId"));
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
      for (const name of expected) {
        expect([path, name, (await one(stories[name][part])).status]).toEqual([path, name, 200]);
      }
      const missing = (await one(nobodys)).body.error;
      for (const name of hidden) {
        const { status, body } = await one(stories[name][part]);
        expect([path, name, status]).toEqual([path, name, 404]);
        expect(body.error).toEqual({ ...missing, requestId: body.error.requestId });
      }
    }
  });

  test("what is not theirs cannot be changed either", async () => {
    const bearer = { authorization: `Bearer ${keys.get(role)}` };
    for (const name of hidden) {
      const { conversationId, contactId, dealId, taskId } = stories[name];
      for (const [method, path, body] of [
        ["PUT", `/conversations/${conversationId}/status`, { status: "resolved" }],
        ["PATCH", `/contacts/${contactId}`, { name: "Mine" }],
        ["PATCH", `/deals/${dealId}`, { title: "Mine" }],
        ["PATCH", `/tasks/${taskId}`, { isDone: true }],
      ] as const) {
        const { status } = await app.browser().send(method, `/api/v1${path}`, body, bearer);
        expect([path, status]).toEqual([path, 404]);
      }
    }
  });
});

async function addPerson(role: string, values: Parameters<typeof makePerson>[1]) {
  people.set(role, (await makePerson(app.hub, values)).id);
}

async function makeStory(
  channelId: string,
  pipeline: Awaited<ReturnType<typeof makePipeline>>,
  assigneeId?: string,
): Promise<Story> {
  const { hub, deps } = app;
  const contact = await makeContact(hub, { name: "Client" });
  const conversation = await makeConversation(hub, { channelId, contactId: contact.id, assigneeId });
  const why = { thread: [], contact: [], routing: [] };
  const interaction = await makeInteraction(hub, conversation, { text: "gooseberry jam", why });
  const on = { contactId: contact.id, conversationId: conversation.id };
  const deal = await makeDeal(hub, {
    ...on,
    pipelineId: pipeline.id,
    stageId: pipeline.stages[0]!.id,
    ownerId: assigneeId,
    amount: 10,
  });
  const task = await makeTask(hub, { ...on, assigneeId });
  const kept = await deps.files.keep(Buffer.from("a file"));
  const [file] = await deps.db
    .insert(files)
    .values({ ...kept, name: "a.txt", contentType: "text/plain", interactionId: interaction.id })
    .returning();
  return {
    conversationId: conversation.id,
    interactionId: interaction.id,
    contactId: contact.id,
    dealId: deal.id,
    taskId: task.id,
    fileId: file!.id,
  };
}

const idsOf = (part: keyof Story) => Object.values(stories).map((story) => story[part]);
