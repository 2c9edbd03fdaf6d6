import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, request as startRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { pino } from "pino";
import { afterEach, expect, test } from "vitest";
import { requestContext } from "../lib/request-context.ts";
import { createFront, type FrontOptions } from "./front.ts";
import { createMetrics } from "./metrics.ts";
import { currentRequestId } from "./request-id.ts";
import { writeJson } from "./write-json.ts";

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Both sides tell what they were given. */
async function start(env: FrontOptions["env"] = {}) {
  const metrics = createMetrics();
  const front = createFront({
    env,
    log: pino({ level: "silent" }),
    metrics,
    async door(request, response, { channelId, ip, headers }) {
      await Promise.resolve();
      const known = { given: request.headers["x-request-id"], current: currentRequestId() };
      writeJson(response, 202, headers, { by: "door", channelId, ip, ...known });
    },
    rest: (_request, response) => writeJson(response, 200, {}, { by: "rest", ...requestContext.getStore() }),
  });
  server = createServer(front).listen(0, "127.0.0.1");
  await once(server, "listening");
  return metrics;
}

async function ask(path: string, headers: Record<string, string> = {}, method = "GET") {
  const { port } = server.address() as AddressInfo;
  const request = startRequest({ host: "127.0.0.1", port, path, method, headers, agent: false }).end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  return { headers: answer.headers, body: (await json(answer)) as Record<string, unknown> };
}

test.each([
  ["/api/v1/channels/c1/inbound", "c1"],
  ["/api/v1/channels/c1/inbound/files/7?key=a/b", "c1"],
  ["/api/v1/channels/c1/inbound?a=1", "c1"],
  ["/API/v1/channels/C1/Inbound/", "C1"],
  ["http://elsewhere.example/api/v1/channels/c1/inbound", "c1"],
  ["/api/v1/channels/c1/inbounds", undefined],
  ["/api/v1/channels/c1", undefined],
  ["/api/v1/channels/c1/x/inbound", undefined],
  ["/api/v1/channels//inbound", undefined],
  ["/?to=/api/v1/channels/c1/inbound", undefined],
  ["/x/api/v1/channels/c1/inbound", undefined],
])("%s is for the channel %s", async (path, channelId) => {
  await start();
  const { body } = await ask(path);
  expect(body).toMatchObject(channelId ? { by: "door", channelId } : { by: "rest" });
});

test("whoever answers, the answer has the usual headers, its id and its place in the metrics", async () => {
  const metrics = await start();
  for (const path of ["/api/v1/channels/c1/inbound", "/"]) {
    const { headers } = await ask(path, { "x-request-id": "trace-12345678" }, "POST");
    expect(headers, path).toMatchObject({
      "x-request-id": "trace-12345678",
      "content-security-policy": expect.stringContaining("default-src 'self'"),
      "x-content-type-options": "nosniff",
      "content-length": expect.stringMatching(/^\d+$/),
    });
  }
  const counted = await metrics.getSingleMetricAsString("switchboard_http_request_seconds");
  expect(counted).toContain('switchboard_http_request_seconds_count{method="POST",status="2xx"} 2');
});

test("the door, its log and its answer know one id, which is made anew where it is not sane", async () => {
  await start();
  const { headers, body } = await ask("/api/v1/channels/c1/inbound", { "x-request-id": "<script>" });
  const id = headers["x-request-id"];
  expect(id).toMatch(/^[\w-]{36}$/);
  expect(body).toMatchObject({ given: id, current: id });
});

test("the door is told who is behind a trusted proxy, and nobody makes one up without it", async () => {
  const forwarded = { "x-forwarded-for": "203.0.113.1, 203.0.113.2" };
  await start({ TRUST_PROXY: 1 });
  expect((await ask("/api/v1/channels/c1/inbound", forwarded)).body.ip).toBe("203.0.113.2");
  expect((await ask("/api/v1/channels/c1/inbound")).body.ip).toBe("127.0.0.1");
  server.close();
  await start();
  expect((await ask("/api/v1/channels/c1/inbound", forwarded)).body.ip).toBe("127.0.0.1");
});
