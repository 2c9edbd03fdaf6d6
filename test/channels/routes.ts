import { PassThrough } from "node:stream";
import type { Request, Response } from "express";
import pino from "pino";
import { afterAll, beforeAll, beforeEach, expect } from "vitest";
import { type Sandbox, startSandbox } from "../../connectors/api/sandbox.ts";
import { channelsHandlers } from "../../server/channels/routes.ts";
import type { EndpointKey } from "../../server/contract/index.ts";
import type { Call, Handlers } from "../../server/http/route.ts";
import type { Access } from "../../server/permissions/access.ts";
import { accessOf, makePerson, type TestHub, testHub } from "../factories.ts";

export const signingSecret = "sbs_a-secret-of-tests";
export const token = "sbt_a-token-of-tests";

interface Stage {
  hub: TestHub;
  handlers: Handlers;
  admin: Access;
  /** The other side of an `api` channel. */
  sandbox: Sandbox;
  logged: string[];
}

/** The endpoints of channels, a new admin for each test, and an api channel's other side. */
export function setRoutes() {
  const stage = { logged: [] as string[] } as Stage;
  beforeAll(async () => {
    stage.hub = await testHub();
    stage.sandbox = await startSandbox(signingSecret);
    const lines = new PassThrough().on("data", (line) => stage.logged.push(String(line)));
    stage.handlers = channelsHandlers({ ...stage.hub.deps, log: pino({ level: "trace" }, lines) });
  });
  afterAll(async () => {
    await stage.sandbox.stop();
    await stage.hub.close();
  });
  beforeEach(async () => {
    stage.sandbox.behave = undefined;
    stage.admin = await accessOf(stage.hub, await makePerson(stage.hub, { role: "admin" }));
  });

  /** As the router calls it, with what it has parsed. */
  async function call<Key extends EndpointKey>(key: Key, access: Access, parts: Partial<Call<Key>> = {}) {
    const handler = stage.handlers[key];
    const whole = {
      params: {},
      query: {},
      body: {},
      request: {} as Request,
      response: {} as Response,
      access,
      ...parts,
    };
    return handler?.(whole as unknown as Call<Key>) ?? expect.unreachable(`nobody answers ${key}`);
  }

  const again = () => accessOf(stage.hub, { id: stage.admin.personId });
  return Object.assign(stage, {
    call,
    /** The admin, with what was made since. */
    again,
    create: (settings: Record<string, unknown> = {}, more: object = {}) =>
      call("POST /channels", stage.admin, { body: { connector: "api", name: "Shop", settings, ...more } }),
    read: async (id: string) => call("GET /channels/:id", await again(), { params: { id } }),
    change: async (id: string, body: Call<"PATCH /channels/:id">["body"]) =>
      call("PATCH /channels/:id", await again(), { params: { id }, body }),
    failure: (promise: Promise<unknown>) =>
      promise.then(
        () => expect.unreachable("it went through"),
        (error) => error,
      ),
  });
}
