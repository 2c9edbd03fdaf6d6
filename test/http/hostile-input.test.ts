import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { Endpoint } from "../../server/contract/endpoint.ts";
import { errorCodes } from "../../server/contract/errors.ts";
import { endpoints } from "../../server/contract/index.ts";
import { authRoutes } from "../../server/http/auth-routes.ts";
import { statusOf } from "../../server/http/error-handler.ts";
import { createLimits } from "../../server/http/limits.ts";
import { transact } from "../../server/lib/transact.ts";
import { addPerson } from "../../server/people/add-person.ts";
import { createInvitation } from "../../server/people/create-access-link.ts";
import { hashPassword } from "../../server/people/password.ts";
import { findAccess } from "../../server/permissions/access.ts";
import {
  makeChannel,
  makeContact,
  makeConversation,
  makeDeal,
  makeInteraction,
  makePerson,
  makeTask,
  makeTeam,
} from "../factories.ts";
import { startSetUpApp, type TestApp } from "./app.ts";
import type { Answer, Browser } from "./browser.ts";
import { type Json, leavesOf, sampleOf, withAt } from "./sample.ts";

const generous = { points: 1_000_000, duration: 60 };
const rules = { signInAddress: generous, signInAccount: generous, setup: generous, accessLinks: generous };

let app: TestApp;
let ada: Browser;
/** A real id for every `:id`, by the path's first part. */
const ids: Record<string, string> = {};
/** Real values for fields that name something. */
const known: Record<string, string | number> = {};
beforeAll(async () => {
  ({ app, admin: ada } = await startSetUpApp({ limits: createLimits({ rules }) }));
  await fill();
});
afterAll(() => app.close());

async function fill() {
  const { hub, deps } = app;
  const team = await makeTeam(hub);
  const channel = await makeChannel(hub, { teamIds: [team.id] });
  const person = await makePerson(hub);
  const contact = await makeContact(hub);
  const conversation = await makeConversation(hub, {
    channelId: channel.id,
    contactId: contact.id,
    assigneeId: person.id,
  });
  const interaction = await makeInteraction(hub, conversation);
  const { rows } = await deps.pool.query("select id, pipeline_id from stages order by position limit 1");
  const stage = { pipelineId: rows[0].pipeline_id, stageId: rows[0].id };
  const deal = await makeDeal(hub, { ...stage, contactId: contact.id, conversationId: conversation.id });
  const task = await makeTask(hub, { assigneeId: person.id, conversationId: conversation.id });
  const { body: me } = await ada.get("/api/v1/me");
  const access = (await findAccess(deps, me.id))!;
  const { link, url } = await createInvitation(deps, {
    access,
    email: "new@example.com",
    role: "agent",
    teamIds: [],
  });
  Object.assign(known, {
    timeZone: "Europe/Berlin",
    connector: "api",
    to: 600,
    teamIds: team.id,
    memberIds: person.id,
    assigneeId: person.id,
    ownerId: person.id,
    mentions: person.id,
    from: 540,
    personId: person.id,
    contactId: contact.id,
    conversationId: conversation.id,
  });
  Object.assign(known, { dealId: deal.id, ...stage });
  Object.assign(ids, { people: person.id, teams: team.id, channels: channel.id, contacts: contact.id });
  Object.assign(ids, { conversations: conversation.id, interactions: interaction.id, deals: deal.id });
  Object.assign(ids, { tasks: task.id, invitations: link.id, "access-links": url.split("/").at(-1) });
}

const all = Object.entries<Endpoint>(endpoints);
const withBody = all.filter(([, { body }]) => body !== undefined);
const bodies = [
  ...withBody.map(([key, { body }]) => ({ key, path: undefined, body: body! })),
  ...Object.entries(authRoutes).map(([path, { body }]) => ({
    key: `POST ${path}`,
    path: `/api/auth${path}`,
    body,
  })),
];

function pathOf(key: string, id?: string) {
  const path = key.split(" ")[1] ?? "";
  const real = id ?? ids[path.split("/")[1] ?? ""] ?? "0198c0de-0000-7000-8000-000000000001";
  return `/api/v1${path.replace(/:\w+/g, real)}`;
}

const methodOf = (key: string) => key.split(" ")[0] ?? "GET";
const send = (key: string, path: string | undefined, body: unknown, headers?: Record<string, string>) =>
  ada.send(methodOf(key), path ?? pathOf(key), body, headers);

/** What is wrong with an answer to something hostile: nothing, if it is a clear no in the one shape, or a yes. */
function problemOf({ status, headers, body }: Answer, mayPass: boolean) {
  if (status < 300) return mayPass ? undefined : `taken with ${status}`;
  const error = body?.error;
  if (status >= 500 && status !== 503) return `${status} ${JSON.stringify(body).slice(0, 200)}`;
  if (!errorCodes.includes(error?.code) || statusOf[error.code as keyof typeof statusOf] !== status) {
    return `not the one shape: ${status} ${JSON.stringify(body).slice(0, 200)}`;
  }
  if (typeof error.message !== "string" || error.requestId !== headers.get("x-request-id")) return "no words";
  if (headers.get("x-content-type-options") !== "nosniff") return "sniffable";
  return undefined;
}

const problems: string[] = [];
beforeEach(() => void problems.splice(0));
const judge = (what: string, answer: Answer, mayPass = false) => {
  const problem = problemOf(answer, mayPass);
  if (problem) problems.push(`${what}: ${problem}`);
};

const refusedText = ["NUL \u0000 inside", "half \ud83d", "\udc00 half", "x".repeat(1_000_000)];
const harmlessText = [
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "שלום \u202Etxt.exe\u202C مرحبا",
  "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301",
  "'; drop table people; -- %s {{7*7}} \\u0000",
  "\u2028\u2029\uFEFF\u200B",
];

/** Where a body that fits the schema would be refused for what it says. */
const better: Record<string, object> = {
  "POST /teams": { name: "Another team" },
  "POST /channels": { settings: {} },
  "PATCH /channels/:id": { settings: {} },
  "POST /conversations/:id/interactions": { kind: "note", fileIds: [] },
  "PUT /conversations/:id/status": { status: "snoozed" },
  "POST /contacts": { identities: [{ kind: "email", address: "a@example.com" }] },
  "POST /contacts/:id/join": { contactId: "0198c0de-0000-7000-8000-00000000000a" },
  "POST /contacts/:id/identities": { kind: "email", address: "b@example.com" },
};
const bodyOf = (key: string, body: z.ZodType) =>
  ({ ...(sampleOf(body, known) as object), ...better[key] }) as Json;
/** These ask for what was done already, or cannot be done with what there is. */
const refusesAnyway = new Set(["POST /setup", "POST /interactions/:id/move", "POST /contacts/:id/join"]);

describe("every field of every body", () => {
  test.each(bodies)("$key", async ({ key, path, body }) => {
    const sample = bodyOf(key, body);
    if (!isDestructive(key) && !refusesAnyway.has(key)) {
      const { status, body } = await send(key, path, sample);
      if (status >= 300)
        problems.push(`the sample itself: ${JSON.stringify(body)} ${JSON.stringify(sample)}`);
    }
    judge("unknown field", await send(key, path, { ...(sample as object), isAdmin: true }));
    for (const leaf of leavesOf(sample)) {
      const at = leaf.path.join(".");
      for (const text of refusedText) {
        judge(`${at}: ${text.slice(0, 12)}`, await send(key, path, withAt(sample, leaf.path, text)));
      }
      for (const wrong of [{ $ne: null }, [["a"]], 1e308, -1]) {
        const isNumber = typeof leaf.value === "number";
        judge(
          `${at}: ${JSON.stringify(wrong)}`,
          await send(key, path, withAt(sample, leaf.path, wrong)),
          isNumber,
        );
      }
      if (isDestructive(key)) continue;
      for (const text of typeof leaf.value === "string" ? harmlessText : []) {
        judge(`${at}: ${text.slice(0, 12)}`, await send(key, path, withAt(sample, leaf.path, text)), true);
      }
    }
    expect(problems).toEqual([]);
    expect((await ada.get("/api/v1/me")).status).toBe(200);
  });
});

/** A body that may be right ends the session or uses up the link. */
const isDestructive = (key: string) => /sign-out|change-password|two-factor|access-links|sign-in/.test(key);

describe("every body as a whole", () => {
  const raw: [string, string | Uint8Array, Record<string, string>][] = [
    ["broken JSON", '{"name": ', {}],
    ["no JSON", "name=x", {}],
    ["text", "{}", { "content-type": "text/plain" }],
    ["a form", "name=x", { "content-type": "application/x-www-form-urlencoded" }],
    ["multipart without a boundary", "x", { "content-type": "multipart/form-data" }],
    ["XML", "<a/>", { "content-type": "application/xml" }],
    ["a nonsense type", "{}", { "content-type": "////" }],
    ["another charset", "{}", { "content-type": "application/json; charset=koi8-r" }],
    ["an unknown encoding", "{}", { "content-encoding": "br2" }],
    ["broken gzip", "nonsense", { "content-encoding": "gzip" }],
    ["a bomb", gzipSync(`"${"x".repeat(20_000_000)}"`), { "content-encoding": "gzip" }],
    ["a list", "[]", {}],
    ["null", "null", {}],
    ["a number", "1e999", {}],
    ["deep lists", "[".repeat(50_000) + "]".repeat(50_000), {}],
    ["deep objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`, {}],
    ["a prototype", '{"__proto__": {"role": "admin"}, "constructor": {"prototype": {}}}', {}],
    ["bytes that are no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]), {}],
  ];
  test.each(bodies)("$key", async ({ key, path }) => {
    for (const [what, body, headers] of raw) judge(what, await send(key, path, body, headers));
    expect(problems).toEqual([]);
  });
});

test("every id that is none, and every one that is nobody's, is a clear no", async () => {
  const bad = [
    "1",
    "not-an-id",
    "%00",
    "%ff",
    "..%2f..%2fetc",
    "'%20or%201=1",
    "%F0%9F%98%80",
    "a".repeat(5000),
  ];
  const nobodys = "0198c0de-0000-7000-8000-0000000000ff";
  for (const [key, { params, body }] of all.filter(([, { params }]) => params)) {
    for (const id of [...bad, nobodys]) {
      const sample = body && sampleOf(body, known);
      judge(`${key} ${id.slice(0, 12)}`, await ada.send(methodOf(key), pathOf(key, id), sample));
    }
    expect(params).toBeDefined();
  }
  expect(problems).toEqual([]);
});

test("every query that is not known, doubled or not storable is a clear no", async () => {
  for (const [key, { query, body }] of all) {
    const sample = body && sampleOf(body, known);
    const needed = Object.entries(query ? (sampleOf(query, known, true) as object) : {});
    const ask = (text: string) => {
      const asked = new URLSearchParams(text).keys().next().value;
      const others = needed.filter(([name]) => name !== asked).map(([name, value]) => `${name}=${value}`);
      return ada.send(methodOf(key), `${pathOf(key)}?${[...others, text].join("&")}`, sample);
    };
    for (const text of ["isAdmin=true", "__proto__=x", "a[b]=c"]) judge(`${key}?${text}`, await ask(text));
    for (const name of Object.keys(query?.shape ?? {})) {
      for (const value of ["a%00b", `x&${name}=y`, "z".repeat(10_000)]) {
        judge(`${key}?${name}=${value.slice(0, 12)}`, await ask(`${name}=${value}`));
      }
      for (const value of [
        "%ff",
        "%E2%80%AE",
        "%F0%9F%98%80",
        "-1",
        "1e9",
        "",
        "eyJhIjoxfQ",
        "%27--",
        "*",
        "%25",
      ]) {
        judge(`${key}?${name}=${value}`, await ask(`${name}=${value}`), true);
      }
    }
  }
  expect(problems).toEqual([]);
});

test("what is somebody else's is not there for an agent, in whatever way it is asked for", async () => {
  const email = "outsider@example.com";
  const password = "an outsider's password";
  const passwordHash = await hashPassword(password);
  await transact(app.deps, (tx) => addPerson(tx, { name: "Eve", email, role: "agent", passwordHash }));
  const eve = app.browser();
  expect((await eve.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  const theirs = all.filter(([key, { params }]) => params && !key.includes("/access-links/"));
  for (const [key, { body }] of theirs) {
    const sample = body && bodyOf(key, body);
    const ask = async (id?: string) => {
      const answer = await eve.send(methodOf(key), pathOf(key, id), sample);
      judge(key, answer);
      return `${answer.status} ${answer.body?.error?.message}`;
    };
    const [theirs, nobodys] = [await ask(), await ask("0198c0de-0000-7000-8000-0000000000ff")];
    if (!/^40[34]/.test(theirs)) problems.push(`${key}: ${theirs}`);
    if (theirs !== nobodys) problems.push(`${key} tells apart: ${theirs} | ${nobodys}`);
  }
  expect(problems).toEqual([]);
});

test("an upload that is none is a clear no", async () => {
  const boundary = { "content-type": "multipart/form-data; boundary=b" };
  const part = (name: string, file: string, bytes: string) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"; filename="${file}"\r\nContent-Type: text/plain\r\n\r\n${bytes}\r\n`;
  const uploads: [string, string | Uint8Array | undefined, Record<string, string>][] = [
    ["nothing", undefined, {}],
    ["JSON", "{}", { "content-type": "application/json" }],
    ["no boundary", "x", { "content-type": "multipart/form-data" }],
    ["no parts", "--b--\r\n", boundary],
    ["cut off", part("file", "a.txt", "abc"), boundary],
    ["another name", `${part("other", "a.txt", "abc")}--b--\r\n`, boundary],
    ["no multipart at all", "nonsense", boundary],
  ];
  for (const [what, body, headers] of uploads) judge(what, await ada.post("/api/v1/files", body, headers));
  const names = [
    "../../etc/passwd",
    "a\u0000b.html",
    "\u202Egpj.exe",
    `${"n".repeat(5000)}.txt`,
    "<script>.svg",
    "",
  ];
  for (const name of names) {
    const answer = await ada.post("/api/v1/files", `${part("file", name, "abc")}--b--\r\n`, boundary);
    judge(`named ${name.slice(0, 12)}`, answer, true);
    if (answer.status !== 201) continue;
    const file = await ada.get(answer.body.url);
    expect(file.headers.get("content-disposition")).toMatch(/^attachment; filename="[\x20-\x7e]*"/);
    expect(file.headers.get("content-security-policy")).toContain("sandbox");
  }
  expect(problems).toEqual([]);
});

test("what is taken comes back as it was sent", async () => {
  for (const text of harmlessText.map((text) => text.trim())) {
    const { status, body, headers } = await ada.patch("/api/v1/me", { name: text });
    expect(status).toBe(200);
    expect(body.name).toBe(text);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  }
});
