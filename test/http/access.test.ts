import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Endpoint, scopes } from "../../server/contract/endpoint.ts";
import { endpoints } from "../../server/contract/index.ts";
import type { Role } from "../../server/contract/people.ts";
import type { Handlers } from "../../server/http/route.ts";
import { createApiKey } from "../../server/people/create-api-key.ts";
import { type Access, findAccess } from "../../server/permissions/access.ts";
import { makePerson } from "../factories.ts";
import { startApp, type TestApp } from "./app.ts";

/** Every endpoint, answered by a stand-in: what is shown here is who gets as far as its handler. */
const reached: string[] = [];
const standIns = Object.fromEntries(
  Object.keys(endpoints).map((key) => [
    key,
    async ({ response }: { response: { status(code: number): { end(): void } } }) => {
      reached.push(key);
      response.status(299).end();
    },
  ]),
) as unknown as Handlers;

let app: TestApp;
const keys = new Map<string, string>();
beforeAll(async () => {
  app = await startApp({ handlers: [standIns], requireAll: true });
  for (const role of ["agent", "supervisor", "admin"] satisfies Role[]) {
    const person = await makePerson(app.hub, { role });
    const access = (await findAccess(app.deps, person.id)) as Access;
    const all = await createApiKey(app.deps, { access, name: "all", scopes: [...scopes] });
    keys.set(role, all.key);
    for (const scope of scopes) {
      const others = scopes.filter((other) => other !== scope);
      const made = await createApiKey(app.deps, { access, name: `not ${scope}`, scopes: others });
      keys.set(`${role} without ${scope}`, made.key);
    }
  }
});
afterAll(() => app.close());

const someId = "0198c0de-0000-7000-8000-000000000001";

async function ask(key: string, bearer?: string) {
  const [method = "", path = ""] = key.split(" ");
  reached.length = 0;
  const answer = await app
    .browser()
    .send(
      method,
      `/api/v1${path.replace(/:\w+/g, someId)}`,
      undefined,
      bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    );
  return { ...answer, wasReached: reached.length > 0 };
}

const all = Object.entries<Endpoint>(endpoints);
const ranks: Role[] = ["agent", "supervisor", "admin"];

describe("whoever is not signed in reaches public endpoints alone", () => {
  test.each(all)("%s", async (key, { scope }) => {
    for (const bearer of [undefined, "sb_nonsense", ""]) {
      const { status, body, wasReached } = await ask(key, bearer);
      if (scope === "public") continue;
      expect(wasReached).toBe(false);
      expect({ status, code: body.error.code }).toEqual({ status: 401, code: "unauthenticated" });
    }
  });
});

describe("a role that is too low does not reach it", () => {
  const guarded = all.filter(([, { role, scope }]) => role !== undefined && scope !== "session");
  test.each(guarded)("%s", async (key, { role }) => {
    for (const lower of ranks.slice(0, ranks.indexOf(role as Role))) {
      const { status, body, wasReached } = await ask(key, keys.get(lower));
      expect(wasReached).toBe(false);
      expect({ status, code: body.error.code }).toEqual({ status: 403, code: "forbidden" });
    }
  });
});

describe("an API key without the scope does not reach it", () => {
  const scoped = all.filter(([, { scope }]) => scope !== "public");
  test.each(scoped)("%s", async (key, { scope }) => {
    const { status, wasReached } = await ask(
      key,
      keys.get(scope === "session" ? "admin" : `admin without ${scope}`),
    );
    expect(wasReached).toBe(false);
    expect(status).toBe(403);
  });
});

test("a key with the scope reaches what its person may do", async () => {
  const { wasReached } = await ask("GET /people", keys.get("agent"));
  expect(wasReached).toBe(true);
  const list = await ask("GET /channels", keys.get("supervisor"));
  expect(list.wasReached).toBe(true);
});
