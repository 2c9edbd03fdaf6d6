import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newVisitor, writeToken } from "../../connectors/webchat/token.ts";
import { recordingListens } from "../../db/schema/calls.ts";
import { setLegalHold } from "../../server/calls/recordings/set-legal-hold.ts";
import { scopes } from "../../server/contract/endpoint.ts";
import { endpoints } from "../../server/contract/index.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { removePerson } from "../../server/people/remove-person.ts";
import { accessOf } from "../factories.ts";
import type { Browser } from "../http/browser.ts";
import { makeCookie, startNode, type TestNode } from "../realtime/node.ts";
import { openReady, until } from "../realtime/screen.ts";
import {
  hears,
  hidden,
  type Name,
  names,
  type RecordedCast,
  type RecordedStory,
  type Role,
  roles,
  startRecordedCast,
} from "./recorded-stories.ts";
import { addPerson, password } from "./stories.ts";

const nobodys = "0198c0de-0000-7000-8000-000000000001";
let cast: RecordedCast;
let node: TestNode;
beforeAll(async () => {
  cast = await startRecordedCast();
  node = await startNode(cast.app.deps);
});
afterAll(async () => {
  await node?.stop();
  await cast?.app.close();
});

/** By a recording's id: what whoever hears it gets; `from` is the least role, below which it is forbidden to all. */
const doors: { way: string; ask: Ask; gets: number; from?: "supervisor" | "admin" }[] = [
  { way: "sound", ask: (at, id) => at.get(`/api/v1/recordings/${id}/audio`), gets: 200 },
  { way: "range of it", ask: (at, id) => at.get(...rangeOf(id)), gets: 206 },
  { way: "size of it", ask: (at, id) => at.send("HEAD", `/api/v1/recordings/${id}/audio`), gets: 200 },
  { way: "waveform", ask: (at, id) => at.get(`/api/v1/recordings/${id}/waveform`), gets: 200 },
  { way: "comments", ask: (at, id) => at.get(`/api/v1/recordings/${id}/comments`), gets: 200 },
  { way: "commenting", ask: (at, id) => at.post(`/api/v1/recordings/${id}/comments`, comment), gets: 201 },
  {
    way: "who listened",
    ask: (at, id) => at.get(`/api/v1/recordings/${id}/listens`),
    gets: 200,
    from: "supervisor",
  },
  {
    way: "legal hold",
    ask: (at, id) => at.put(`/api/v1/recordings/${id}/hold`, { isHeld: false }),
    gets: 200,
    from: "admin",
  },
];
type Ask = (at: Browser, id: string) => ReturnType<Browser["get"]>;
const rangeOf = (id: string) => [`/api/v1/recordings/${id}/audio`, { range: "bytes=0-99" }] as const;
const comment = { atMs: 0, text: "A kind greeting" };

/** What is not asked for by an id, and may hold some. */
const lists = [
  ...Object.keys(endpoints).filter((name) => /^GET [^:]+$/.test(name)),
  "GET /calls?limit=50",
  "GET /calls?show=mine",
  "GET /conversations?view=all",
  "GET /search?q=gooseberry&limit=50",
  "GET /search?q=contact&limit=50",
].map((name) => name.slice("GET ".length));
const listsOf = ({ recordingId, callId, contactId, conversationId }: RecordedStory) => [
  `/calls?contactId=${contactId}`,
  ...Object.keys(endpoints)
    .filter((name) => /^GET .*:/.test(name))
    .flatMap((name) =>
      [recordingId, callId, contactId, conversationId].map((id) =>
        name.slice("GET ".length).replace(/:\w+/g, id),
      ),
    ),
];

const secretsOf = (some: readonly Name[]) =>
  some.flatMap((name) => [cast.stories[name].recordingId, cast.stories[name].sha256]);
const keys = () => Object.values(cast.stories).map(({ key }) => key);
const told = (body: unknown, secrets: string[]) => {
  const text = JSON.stringify(body);
  return secrets.filter((secret) => text.includes(secret));
};

const ways = {
  "an API key": async (role: Role) => cast.app.browser({ authorization: `Bearer ${cast.people[role].key}` }),
  "a session": async (role: Role) => signIn(cast.people[role].email),
};

async function signIn(email: string): Promise<Browser> {
  const browser = cast.app.browser();
  expect((await browser.post("/api/auth/sign-in/email", { email, password })).status).toBe(200);
  return browser;
}

const cases = roles.flatMap((role) => Object.entries(ways).map(([way, open]) => ({ role, way, open })));

describe.each(cases)("$role with $way", ({ role, open }) => {
  let at: Browser;
  beforeAll(async () => {
    at = await open(role);
  });
  const rank = { agent: 0, supervisor: 1, admin: 2 };
  const mine = role === "admin" ? "admin" : role.endsWith("Supervisor") ? "supervisor" : "agent";

  test("hears what is theirs; what is not is as if it were not there", async () => {
    for (const { way, ask, gets, from = "agent" } of doors) {
      const isForbidden = rank[mine] < rank[from];
      const missing = await ask(at, nobodys);
      expect([way, missing.status]).toEqual([way, isForbidden ? 403 : 404]);
      for (const name of hears[role]) {
        const { status } = await ask(at, cast.stories[name].recordingId);
        expect([way, name, status]).toEqual([way, name, isForbidden ? 403 : gets]);
      }
      for (const name of hidden(role)) {
        const { status, body, headers } = await ask(at, cast.stories[name].recordingId);
        expect([way, name, status]).toEqual([way, name, missing.status]);
        expect(headers.get("etag")).toEqual(missing.headers.get("etag"));
        if (body) expect(body.error).toEqual({ ...missing.body.error, requestId: body.error.requestId });
      }
    }
  });

  test("finds it on the timeline and among the calls, and nothing else by any way to read", async () => {
    const secrets = [...secretsOf(hidden(role)), ...keys()];
    const pages = [...lists, ...listsOf(cast.stories[hidden(role)[0] ?? names[0]])];
    for (const path of pages) {
      const { body } = await at.get(`/api/v1${path}`);
      expect([path, told(body, secrets)]).toEqual([path, []]);
    }
    for (const name of hears[role]) {
      const { callId, conversationId, recordingId, contactId } = cast.stories[name];
      for (const path of [
        "/calls?limit=50",
        `/calls/${callId}`,
        `/calls?contactId=${contactId}`,
        `/conversations/${conversationId}/interactions`,
      ]) {
        const { body } = await at.get(`/api/v1${path}`);
        expect([path, told(body, [recordingId])]).toEqual([path, [recordingId]]);
      }
    }
  });

  test("finds no sound by any other name", async () => {
    for (const { recordingId, key, sha256 } of Object.values(cast.stories)) {
      for (const name of [recordingId, key, sha256]) {
        for (const place of [
          "/api/v1/files",
          "/api/v1/sounds",
          "/recordings",
          "/files",
          "/data/recordings",
        ]) {
          const { headers } = await at.get(`${place}/${name}`);
          expect([place, headers.get("content-type")]).not.toEqual([place, expect.stringMatching(/^audio/)]);
        }
      }
    }
  });

  test("is noted as a listener of what they have heard, and of nothing else", async () => {
    const { deps } = cast.app;
    for (const name of names) {
      const { recordingId } = cast.stories[name];
      const { recordingId: of, personId } = recordingListens;
      const noted = await deps.db
        .select()
        .from(recordingListens)
        .where(and(eq(of, recordingId), eq(personId, cast.people[role].id)));
      expect([name, noted.length > 0]).toEqual([name, !hidden(role).includes(name)]);
    }
  });
});

describe("nobody from outside", () => {
  async function expectNothing(at: Browser, wanted: number) {
    const { recordingId } = cast.stories.northFree;
    for (const { way, ask } of doors)
      expect([way, (await ask(at, recordingId)).status]).toEqual([way, wanted]);
    const secrets = [...secretsOf(names), ...keys()];
    for (const path of [...lists, ...listsOf(cast.stories.northFree)]) {
      expect([path, told((await at.get(`/api/v1${path}`)).body, secrets)]).toEqual([path, []]);
    }
  }

  test("is told anything without signing in", () => expectNothing(cast.app.browser(), 401));

  test("is told anything with a visitor's token", async () => {
    const token = writeToken(newVisitor({}), (text) => cast.app.deps.sealer.sign("webchat", text));
    await expectNothing(cast.app.browser({ authorization: `Bearer ${token}` }), 401);
  });

  test("is told anything with an API key that may not read conversations", async () => {
    const access = await accessOf(cast.app.hub, cast.people.admin);
    const others = scopes.filter((scope) => !scope.startsWith("conversations:"));
    const { key } = await createApiKey(cast.app.deps, { access, name: "others", scopes: others });
    await expectNothing(cast.app.browser({ authorization: `Bearer ${key}` }), 403);
  });

  test("goes on to hear what they heard once they were removed", async () => {
    const { app } = cast;
    const { id, email, key } = await addPerson(app, { role: "supervisor" });
    const { northFree } = cast.stories;
    await app.deps.pool.query(
      "insert into conversation_people (conversation_id, person_id, reason) values ($1, $2, 'shared')",
      [northFree.conversationId, id],
    );
    const browsers = [await signIn(email), app.browser({ authorization: `Bearer ${key}` })];
    for (const at of browsers) {
      expect((await at.get(`/api/v1/recordings/${northFree.recordingId}/waveform`)).status).toBe(200);
    }
    await removePerson(app.deps, { access: await accessOf(app.hub, cast.people.admin), personId: id });
    for (const at of browsers) await expectNothing(at, 401);
  });
});

test("an API key that only reads hears, and notes nothing", async () => {
  const access = await accessOf(cast.app.hub, cast.people.northAgent);
  const { key } = await createApiKey(cast.app.deps, { access, name: "read", scopes: ["conversations:read"] });
  const at = cast.app.browser({ authorization: `Bearer ${key}` });
  const { recordingId } = cast.stories.northTaken;
  expect((await at.get(...rangeOf(recordingId))).status).toBe(206);
  expect((await at.post(`/api/v1/recordings/${recordingId}/comments`, comment)).status).toBe(403);
});

test("screens are told of recordings that are theirs, live and after an absence, and of no others", async () => {
  const { app, people, stories } = cast;
  const from = Math.max(0, ...(await app.hub.events()).map(({ seq }) => seq));
  const open = async (role: Role, position?: number) =>
    openReady(node.url, await makeCookie(app.deps, people[role]), position === undefined ? {} : { position });
  const live = await Promise.all(roles.map(async (role) => ({ role, screen: await open(role) })));
  const access = await accessOf(app.hub, people.admin);
  for (const name of names) {
    await setLegalHold(app.deps, { access, recordingId: stories[name].recordingId, isHeld: true });
  }
  const events = await app.hub.events();
  const last = Math.max(...events.map(({ seq }) => seq));
  const late = await Promise.all(roles.map(async (role) => ({ role, screen: await open(role, from) })));
  for (const { role, screen } of [...live, ...late]) {
    await until(() => (screen.position() ?? 0) >= last);
    const theirs = hears[role].map((name) => stories[name].recordingId);
    expect([
      role,
      told(
        screen.events,
        names.map((name) => stories[name].recordingId),
      ).sort(),
    ]).toEqual([role, theirs.sort()]);
    expect([role, told(screen.events, keys())]).toEqual([role, []]);
    screen.close();
  }
});
