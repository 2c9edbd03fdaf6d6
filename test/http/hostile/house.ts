import { afterAll, beforeAll } from "vitest";
import type { z } from "zod";
import type { Endpoint } from "../../../server/contract/endpoint.ts";
import { endpoints } from "../../../server/contract/index.ts";
import { authRoutes } from "../../../server/http/auth-routes.ts";
import { createLimits } from "../../../server/http/limits.ts";
import { createInvitation } from "../../../server/people/create-access-link.ts";
import { findAccess } from "../../../server/permissions/access.ts";
import {
  makeChannel,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeQueue,
  makeTask,
  makeTeam,
  makeWorkItem,
} from "../../factories.ts";
import { joinCall, makeCall, makeRecorded } from "../../recorded-call.ts";
import { startSetUpApp, type TestApp } from "../app.ts";
import type { Answer, Browser } from "../browser.ts";
import { type Json, sampleOf } from "../sample.ts";

export interface House {
  app: TestApp;
  admin: Browser;
  /** A real id for every `:id`, by the path's first part. */
  ids: Record<string, string>;
  /** Real values for fields that name something. */
  known: Record<string, string | number>;
}

export const all = Object.entries<Endpoint>(endpoints);

/** Whatever takes a body; `path` where the key does not lead there. */
export const bodies: { key: string; path?: string; body: z.ZodType }[] = [
  ...all.flatMap(([key, { body }]) => (body ? [{ key, body }] : [])),
  ...Object.entries(authRoutes).map(([path, { body }]) => ({
    key: `POST ${path}`,
    path: `/api/auth${path}`,
    body,
  })),
];

/** An app with one of everything, and limits that nobody meets; there while tests run. */
export function setHouse(): House {
  const house = {} as House;
  beforeAll(async () => {
    Object.assign(house, await startSetUpApp({ limits: createLimits({ rules }) }));
    Object.assign(house, await fill(house.app, house.admin));
  });
  afterAll(() => house.app?.close());
  return house;
}

const generous = { points: 1_000_000, duration: 60 };
const rules = { signInAddress: generous, signInAccount: generous, setup: generous, accessLinks: generous };

async function fill({ hub, deps }: TestApp, admin: Browser): Promise<Pick<House, "ids" | "known">> {
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id], letters: true });
  const person = await makePerson(hub);
  const contact = await makeContact(hub);
  const conversation = await makeConversation(hub, {
    channelId: channel.id,
    contactId: contact.id,
    assigneeId: person.id,
  });
  const interaction = await makeInteraction(hub, conversation);
  // Of a conversation that nothing else ends.
  const asked = await makeConversation(hub, { channelId: channel.id, contactId: contact.id });
  const workItem = await makeWorkItem(hub, { conversationId: asked.id });
  const { rows } = await deps.pool.query(
    `with made as (insert into companies (id, name) values (gen_random_uuid(), 'Acme') returning id)
    select s.id, pipeline_id, made.id as company_id from stages s, made order by position limit 1`,
  );
  const stage = { pipelineId: rows[0].pipeline_id, stageId: rows[0].id };
  const queues = [await makeQueue(hub), await makeQueue(hub)];
  const flow = (await admin.post("/api/v1/call-flows", { name: "Main line", ...callFlow })).body;
  const skill = (await admin.post("/api/v1/skills", { name: "Patience" })).body;
  const deal = await makeDeal(hub, { ...stage, contactId: contact.id, conversationId: conversation.id });
  const task = await makeTask(hub, { assigneeId: person.id, conversationId: conversation.id });
  const { body: me } = await admin.get("/api/v1/me");
  const access = (await findAccess(deps, me.id))!;
  const { link, url } = await createInvitation(deps, {
    access,
    email: "new@example.com",
    role: "agent",
    teamIds: [],
    queueIds: [],
  });
  const { callId } = await makeCall(hub, { channelId: channel.id });
  await joinCall(hub, callId, access);
  const segment = await admin.post(`/api/v1/calls/${callId}/segments`, { channelCount: 2 });
  const { recording } = await makeRecorded(hub, { channelId: channel.id });
  return {
    ids: {
      people: person.id,
      teams: team.id,
      channels: channel.id,
      contacts: contact.id,
      conversations: conversation.id,
      interactions: interaction.id,
      deals: deal.id,
      tasks: task.id,
      invitations: link.id,
      queues: queues[0]?.id ?? "",
      skills: skill.id,
      "call-flows": flow.id,
      calls: callId,
      segments: segment.body.id,
      recordings: recording.id,
      "work-items": workItem.id,
      "access-links": url.split("/").at(-1) ?? "",
      "shown-senders": "someone@example.com",
    },
    known: {
      ...stage,
      timeZone: "Europe/Berlin",
      connector: "api",
      callerId: "+442079460018",
      countries: "GB",
      from: 540,
      to: 600,
      queueId: queues[1]?.id ?? "",
      overflowQueueId: queues[1]?.id ?? "",
      queueIds: queues[1]?.id ?? "",
      skillId: skill.id,
      channelIds: channel.id,
      companyIds: rows[0].company_id,
      languages: "de",
      personIds: person.id,
      teamIds: team.id,
      memberIds: person.id,
      assigneeId: person.id,
      ownerId: person.id,
      mentions: person.id,
      personId: person.id,
      channelId: channel.id,
      contactId: contact.id,
      conversationId: conversation.id,
      dealId: deal.id,
    },
  };
}

export const methodOf = (key: string) => key.split(" ")[0] ?? "GET";

/** Where an endpoint is, with a real id unless another is given. */
export function pathOf({ ids }: House, key: string, id?: string): string {
  const path = key.split(" ")[1] ?? "";
  const real = id ?? ids[path.split("/")[1] ?? ""] ?? "0198c0de-0000-7000-8000-000000000001";
  return `/api/v1${path.replace(":number", "1").replace(/:\w+/g, real)}`;
}

export function send(
  house: House,
  { key, path }: { key: string; path?: string },
  body: unknown,
  headers?: Record<string, string>,
): Promise<Answer> {
  return house.admin.send(methodOf(key), path ?? pathOf(house, key), body, headers);
}

/** A body that the endpoint takes. */
export function bodyOf({ known }: House, key: string, body: z.ZodType): Json {
  return { ...(sampleOf(body, known) as object), ...better[key] } as Json;
}

const end = "0198c0de-0000-7000-8000-00000000000c";
const prompt = { type: "say", text: "Hello", language: "en" };
const callFlow = {
  entry: "0198c0de-0000-7000-8000-00000000000b",
  nodes: {
    "0198c0de-0000-7000-8000-00000000000b": {
      type: "menu",
      prompt,
      choices: [{ digit: "1", label: "Sales", next: end }],
      timeoutSeconds: 5,
      tries: 2,
      wrong: prompt,
      otherwise: end,
    },
    [end]: { type: "hangUp", prompt },
  },
};

/** Where a body that fits the schema would be refused for what it says. */
const better: Record<string, object> = {
  "POST /teams": { name: "Another team" },
  "POST /queues": {
    name: "Another queue",
    dispositions: [{ name: "Done" }],
    thresholds: { waiting: [1, 2] },
  },
  "PATCH /queues/:id": { dispositions: [{ name: "Done" }], thresholds: { waiting: [1, 2] } },
  "POST /call-flows": callFlow,
  "PUT /call-flows/:id": callFlow,
  "POST /call-flows/trial": {
    ...callFlow,
    state: {
      at: "menu",
      nodeId: "0198c0de-0000-7000-8000-00000000000b",
      turn: 1,
      queueId: null,
      notice: null,
      expectedAt: null,
      tries: 1,
    },
    input: { type: "digits", turn: 1, digits: "1" },
  },
  "POST /calls/:id/legs": { to: { kind: "number", number: "+493012345" }, talksFirst: false },
  "POST /skills": { name: "Another skill" },
  "POST /channels": { settings: {}, authorisation: undefined, callFlowId: null },
  "POST /channels/listed-values": {
    connector: "twilio",
    settings: { isTryOut: true },
    field: "number",
    channelId: undefined,
  },
  "POST /channels/:id/pretend-calls": { from: "+442079460800", script: "talk" },
  "PATCH /channels/:id": { settings: {}, authorisation: undefined, callFlowId: null },
  "POST /conversations/:id/interactions": { kind: "note", fileIds: [], letter: undefined },
  "POST /conversations": { fileIds: [], letter: { subject: "Hello", to: [{ address: "a@example.com" }] } },
  "PUT /conversations/:id/status": { status: "snoozed" },
  "POST /contacts": { identities: [{ kind: "email", address: "a@example.com" }] },
  "POST /contacts/:id/join": { contactId: "0198c0de-0000-7000-8000-00000000000a" },
  "POST /contacts/:id/identities": { kind: "email", address: "b@example.com" },
};
