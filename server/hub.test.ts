import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "../db/test-database.ts";
import { appSecret } from "../test/deps.ts";
import { eventually } from "../test/eventually.ts";
import { admin } from "../test/http/set-up.ts";
import { startHub } from "./hub.ts";
import { parseEnv } from "./lib/env.ts";

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "switchboard-hub-"));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

test("a stop takes no more requests, and finishes the one that is in hand", async () => {
  const env = parseEnv({ PORT: "0", LOG_LEVEL: "silent" });
  const hub = await startHub({ env, databaseUrl: database.url, appSecret, dataDir });
  const token = new URL(hub.setupUrl ?? "").searchParams.get("token");
  const body = JSON.stringify({ ...admin, token, workspace: "Green Door", timeZone: "UTC" });

  const asking = request(`${hub.url}/api/v1/setup`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      origin: hub.url,
      // Its answer says that the hub has begun with the request.
      expect: "100-continue",
    },
  });
  asking.flushHeaders();
  await once(asking, "continue");
  asking.write(body.slice(0, 20));
  const stopped = hub.stop();
  await eventually(async () => await expect(fetch(`${hub.url}/healthz`)).rejects.toThrow());

  const answered = once(asking, "response") as Promise<[IncomingMessage]>;
  asking.end(body.slice(20));
  const [answer] = await answered;
  expect([answer.statusCode, await json(answer)]).toEqual([201, { channelId: expect.any(String) }]);
  await stopped;
});
