import { randomUUID } from "node:crypto";
import { once } from "node:events";
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  request as startRequest,
} from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import pino from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConnectorError, type RunningChannel } from "../../connectors/contract.ts";
import { createFront } from "../http/front.ts";
import { createMetrics } from "../http/metrics.ts";
import { AppError } from "../lib/app-error.ts";
import { createDoor } from "./door.ts";
import type { ChannelRun } from "./run-channel.ts";
import { largestBody } from "./web-request.ts";

let server: Server;
let base: string;
let webhook: RunningChannel["webhook"];
let isRunning = true;
const id = randomUUID();

beforeAll(async () => {
  const log = pino({ level: "silent" });
  const deps = { publicUrl: "https://desk.example.com", log };
  const run = { running: () => (isRunning ? { webhook, stop: async () => {} } : undefined) } as ChannelRun;
  const door = createDoor(deps, (channelId) => (channelId === id ? run : undefined));
  const rest: RequestListener = (_request, response) => void response.writeHead(418).end();
  server = createServer(createFront({ env: {}, log, metrics: createMetrics(), door, rest }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/channels`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

const door = (path = "") => `${base}/${id}/inbound${path}`;

test("the connector gets the request as it came, under its public address", async () => {
  let got: { url: string; method: string; header: string | null; bytes: Buffer; ip: string } | undefined;
  webhook = async (request, { ip }) => {
    const bytes = Buffer.from(await request.arrayBuffer());
    got = { url: request.url, method: request.method, header: request.headers.get("x-signature"), bytes, ip };
    return new Response(null, { status: 204 });
  };
  const bytes = Buffer.from([0, 255, 128, 10]);
  const headers = { "x-signature": "abc", "content-type": "application/json" };
  const answer = await fetch(door("/deep/er?a=1&a=2"), { method: "POST", body: bytes, headers });
  expect(answer.status).toBe(204);
  expect(got).toEqual({
    url: `https://desk.example.com/api/v1/channels/${id}/inbound/deep/er?a=1&a=2`,
    method: "POST",
    header: "abc",
    bytes,
    ip: "127.0.0.1",
  });
});

test.each([
  ["a method that is nobody's", "TRACE", "", 400],
  ["a method of other protocols", "PROPFIND", "", 400],
  ["an address that is none", "POST", "http://nowhere:99999", 400],
  ["another host's name before the path", "POST", "http://elsewhere.example", 200],
])("%s never reaches the connector as something else", async (_what, method, before, status) => {
  webhook = async ({ url }) => Response.json({ url });
  const { hostname, port, pathname } = new URL(door("/x?a=1"));
  const path = `${before}${pathname}?a=1`;
  const request = startRequest({ host: hostname, port, method, path, agent: false }).end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  const body = JSON.parse(await text(answer));
  expect(answer.statusCode).toBe(status);
  if (status === 200) expect(body.url).toBe(`https://desk.example.com${path.slice(before.length)}`);
  else expect(body.error).toMatchObject({ code: "invalid", requestId: expect.any(String) });
});

test("its answer goes back whole, and may be read by pages of other sites where it says so", async () => {
  webhook = async () => {
    const headers = new Headers({ "access-control-allow-origin": "https://shop.example" });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    return new Response(new Blob(["x".repeat(300_000)]).stream(), { status: 201, headers });
  };
  const answer = await fetch(door());
  expect(answer.status).toBe(201);
  expect((await answer.text()).length).toBe(300_000);
  expect(answer.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example");
  expect(answer.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
});

test("plain data goes back as JSON in one piece, with the headers that the connector adds or changes", async () => {
  const headers = { "referrer-policy": "no-referrer", vary: "Origin" };
  webhook = async () => ({ status: 202, headers, body: { text: "Ж👋" } });
  const answer = await fetch(door(), { method: "POST", body: "{}" });
  expect(answer.status).toBe(202);
  expect(await answer.json()).toEqual({ text: "Ж👋" });
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    ...headers,
    "content-type": "application/json; charset=utf-8",
    "content-length": "17",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
  });
});

test.each(["HEAD", "OPTIONS"])("%s is the connector's to answer", async (method) => {
  webhook = async (request) => ({ status: 200, headers: { "x-method": request.method }, body: {} });
  const answer = await fetch(door(), { method });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("x-method")).toBe(method);
  expect(await answer.text()).toBe(method === "HEAD" ? "" : "{}");
});

test("a small body can be read in every way that connectors may ask", async () => {
  webhook = async (request) => {
    const form = await request.formData();
    return { status: 200, body: { form: [...form], headers: request.headers.get("Content-Type") } };
  };
  const answer = await fetch(door(), { method: "POST", body: new URLSearchParams({ From: "+49 30" }) });
  const type = "application/x-www-form-urlencoded;charset=UTF-8";
  expect(await answer.json()).toEqual({ form: [["From", "+49 30"]], headers: type });
  webhook = async (request) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request.body ?? []) chunks.push(chunk);
    return { status: 200, body: Buffer.concat(chunks).toString() };
  };
  expect(await (await fetch(door(), { method: "POST", body: "hello" })).json()).toBe("hello");
});

test("a large body reaches the connector as a stream", async () => {
  webhook = async (request) => Response.json({ size: (await request.arrayBuffer()).byteLength });
  const answer = await fetch(door(), { method: "POST", body: Buffer.alloc(5_000_000) });
  expect(await answer.json()).toEqual({ size: 5_000_000 });
});

test.each([
  ["that says its length", (body: Buffer) => body as BodyInit],
  ["that does not", (body: Buffer) => new Blob([new Uint8Array(body)]).stream() as BodyInit],
])("a body beyond the limit %s is 413", async (_how, wrap) => {
  webhook = async (request) => new Response(await request.text());
  const body = wrap(Buffer.alloc(largestBody + 1));
  const answer = await fetch(door(), { method: "POST", body, duplex: "half" } as RequestInit);
  expect(answer.status).toBe(413);
  expect((await answer.json()).error).toMatchObject({ code: "too_large" });
});

test("a channel that is not there or switched off is 404, one that is down 503", async () => {
  expect((await fetch(`${base}/${randomUUID()}/inbound`)).status).toBe(404);
  expect((await fetch(`${base}/nonsense/inbound`)).status).toBe(404);
  isRunning = false;
  const answer = await fetch(door());
  isRunning = true;
  expect(answer.status).toBe(503);
  expect((await answer.json()).error).toMatchObject({ code: "unavailable", requestId: expect.any(String) });
});

test.each([
  [new TypeError("secret internals"), 500, "internal"],
  [new ConnectorError("unauthorized", "secret provider words"), 503, "unavailable"],
  [new AppError("too_large", "A file may have at most 25 MB."), 413, "too_large"],
])("%s becomes the one error shape and tells nothing of its inside", async (thrown, status, code) => {
  webhook = async () => {
    throw thrown;
  };
  const answer = await fetch(door(), { method: "POST", body: "{}" });
  expect(answer.status).toBe(status);
  const body = await answer.text();
  expect(JSON.parse(body).error.code).toBe(code);
  expect(body).not.toContain("secret");
  // Without this a widget on another site could not read whether to try again.
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
});

test("a client that leaves, while it sends or while it is answered, disturbs nobody", async () => {
  const hasBegun = Promise.withResolvers<void>();
  const isLeft = Promise.withResolvers<void>();
  webhook = async (request) => {
    hasBegun.resolve();
    await request.text().catch(() => isLeft.resolve());
    return new Response("too late");
  };
  const half = startRequest(door(), { method: "POST", headers: { "content-length": 1_000_000 } });
  half.on("error", () => {});
  half.write("half");
  await hasBegun.promise;
  half.destroy();
  await isLeft.promise;

  const isCancelled = Promise.withResolvers<void>();
  webhook = async () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
        cancel: () => isCancelled.resolve(),
      }),
    );
  const reading = startRequest(door());
  reading
    .on("error", () => {})
    .on("response", (response) => response.once("data", () => reading.destroy()))
    .end();
  await isCancelled.promise;

  webhook = async () => new Response("fine");
  expect(await (await fetch(door())).text()).toBe("fine");
});
