import { accounts, files } from "../../db/schema/index.ts";
import { scopes } from "../../server/contract/endpoint.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { hashPassword } from "../../server/people/password.ts";
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
import { indexNow } from "../index-now.ts";

/** A conversation and what hangs on it. */
export interface Story {
  conversationId: string;
  interactionId: string;
  channelId: string;
  contactId: string;
  dealId: string;
  taskId: string;
  fileId: string;
}

export const names = [
  "northFree",
  "northTaken",
  "southFree",
  "southTaken",
  "southShared",
  "openFree",
] as const;
export type Name = (typeof names)[number];

export type Role = "admin" | "northSupervisor" | "northAgent" | "northColleague" | "southAgent" | "newcomer";

/** Who sees which stories, written out so that the rule is held to it. */
export const sees: [role: Role, stories: Name[]][] = [
  ["admin", [...names]],
  ["northSupervisor", ["northFree", "northTaken", "openFree"]],
  ["northAgent", ["northFree", "northTaken", "openFree"]],
  ["northColleague", ["northFree", "openFree", "southShared"]],
  ["southAgent", ["southFree", "southTaken", "southShared", "openFree"]],
  ["newcomer", ["openFree"]],
];

export interface Cast {
  app: TestApp;
  pipelineId: string;
  stories: Record<Name, Story>;
  people: Record<Role, { id: string; email: string; key: string }>;
}

export const password = "what everybody here has";
const passwordHash = await hashPassword(password);

/** Three channels, somebody of each role, and the stories; one contact wrote to the north and to the south. */
export async function startCast(): Promise<Cast> {
  const app = await startApp();
  const { hub } = app;
  const [north, south] = [[(await makeTeam(hub)).id], [(await makeTeam(hub)).id]];
  const people = {
    admin: await addPerson(app, { role: "admin" }),
    northSupervisor: await addPerson(app, { role: "supervisor", teamIds: north }),
    northAgent: await addPerson(app, { teamIds: north }),
    northColleague: await addPerson(app, { teamIds: north }),
    southAgent: await addPerson(app, { teamIds: south }),
    newcomer: await addPerson(app, {}),
  };
  const channel = async (teamIds: string[]) => (await makeChannel(hub, { teamIds })).id;
  const channels = { north: await channel(north), south: await channel(south), open: await channel([]) };
  const pipeline = await makePipeline(hub);
  const stageId = pipeline.stages[0]!.id;
  const tell = (channelId: string, more: Partial<Plot> = {}) =>
    makeStory(app, { channelId, pipelineId: pipeline.id, stageId, ...more });
  const northTaken = await tell(channels.north, { assigneeId: people.northAgent.id });
  const assigneeId = people.southAgent.id;
  const stories = {
    northFree: await tell(channels.north),
    northTaken,
    southFree: await tell(channels.south),
    southTaken: await tell(channels.south, { assigneeId, contactId: northTaken.contactId }),
    southShared: await tell(channels.south, { assigneeId }),
    openFree: await tell(channels.open),
  };
  await shareWith(hub, stories.southShared.conversationId, people.northColleague.id);
  const idsOf = (part: keyof Story) => new Set(Object.values(stories).map((story) => story[part]));
  await indexNow(app, { interactionIds: idsOf("interactionId"), contactIds: idsOf("contactId") });
  return { app, pipelineId: pipeline.id, stories, people };
}

/** Somebody who can sign in, and has an API key of every scope. */
export async function addPerson({ hub, deps }: TestApp, values: Parameters<typeof makePerson>[1]) {
  const { id, email } = await makePerson(hub, values);
  await deps.db.insert(accounts).values({
    personId: id,
    accountId: id,
    providerId: "credential",
    password: passwordHash,
  });
  const access = await accessOf(hub, { id });
  const { key } = await createApiKey(deps, { access, name: "all", scopes: [...scopes] });
  return { id, email, key };
}

interface Plot {
  channelId: string;
  pipelineId: string;
  stageId: string;
  assigneeId?: string;
  contactId?: string;
}

async function makeStory({ hub, deps }: TestApp, plot: Plot): Promise<Story> {
  const { channelId, pipelineId, stageId, assigneeId } = plot;
  const contactId = plot.contactId ?? (await makeContact(hub, { name: "Client" })).id;
  const conversation = await makeConversation(hub, { channelId, contactId, assigneeId });
  const why = { thread: [], contact: [], routing: [] };
  const interaction = await makeInteraction(hub, conversation, { text: "gooseberry jam", why });
  const on = { contactId, conversationId: conversation.id };
  const deal = await makeDeal(hub, { ...on, pipelineId, stageId, ownerId: assigneeId, amount: 10 });
  const task = await makeTask(hub, { ...on, assigneeId, dueAt: new Date(0) });
  const kept = await deps.files.keep(Buffer.from("a file"));
  const [file] = await deps.db
    .insert(files)
    .values({ ...kept, name: "a.txt", contentType: "text/plain", interactionId: interaction.id })
    .returning();
  return {
    channelId,
    contactId,
    conversationId: conversation.id,
    interactionId: interaction.id,
    dealId: deal.id,
    taskId: task.id,
    fileId: file!.id,
  };
}
