import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { findQuietPort } from "../../test/setup/quiet-port.ts";
import type { ConnectorError, Outbound, RunningChannel } from "../contract.ts";
import { asResponse } from "../test-response.ts";
import { createFakeContext, type FakeContext } from "./fake-context.ts";
import { api } from "./index.ts";
import { type Sandbox, startSandbox } from "./sandbox.ts";

const signingSecret = "sbs_0123456789abcdef";
let sandbox: Sandbox;
let context: FakeContext;
let channel: RunningChannel;

beforeAll(async () => {
  sandbox = await startSandbox(signingSecret);
});
afterAll(() => sandbox.stop());
beforeEach(async () => {
  sandbox.behave = undefined;
  sandbox.posts.length = 0;
  await open({ webhookUrl: sandbox.url });
});
afterEach(() => channel.stop());

async function open(settings: { webhookUrl: string; signingSecret?: string }) {
  context = createFakeContext({ signingSecret, ...settings });
  channel = await api.start(context);
}

const message: Outbound = {
  key: "0190c0de-0000-7000-8000-00000000000a",
  conversationId: "0190c0de-0000-7000-8000-00000000000b",
  thread: "t1",
  to: { kind: "email", address: "ann@example.com" },
  text: "Hello 👋",
  files: [],
  author: { name: "Anna" },
  createdAt: "2026-01-02T03:04:05.000Z",
};
const send = (given: Partial<Outbound> = {}) => channel.send!({ ...message, ...given });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("it was taken"),
    (error: ConnectorError) => ({
      kind: error.kind,
      message: error.message,
      retryAfterMs: error.retryAfterMs,
    }),
  );
const answering = (status: number, body = "", headers: Record<string, string> = {}) => {
  sandbox.behave = (_post, response) => void response.writeHead(status, headers).end(body);
};

test("an answer is posted signed and under its key, and named by the receiver", async () => {
  expect(await send()).toEqual({ externalId: `r-${message.key}`, detail: "HTTP 200" });
  const { key, conversationId, thread, to, text, author, createdAt } = message;
  expect(sandbox.posts).toEqual([
    {
      key,
      body: {
        type: "message",
        id: key,
        channelId: context.channelId,
        conversationId,
        thread,
        to,
        text,
        files: [],
        author,
        createdAt,
      },
    },
  ]);
});

test("a file of an answer is fetched by its link, which works for that file of that thread alone", async () => {
  const kept = await context.keepFile({
    name: "prices £.txt",
    contentType: "text/plain",
    bytes: Buffer.from("1 £"),
  });
  const file = (await context.openFile("t1", kept.id))!;
  await send({ files: [file] });
  const [{ url, name }] = sandbox.posts[0]!.body.files as [{ url: string; name: string }];
  expect(name).toBe("prices £.txt");
  const get = async (address: string) =>
    asResponse(await channel.webhook!(new Request(address), { ip: "127.0.0.1" }));

  const answer = await get(url);
  expect(await answer.text()).toBe("1 £");
  expect(answer.headers.get("content-disposition")).toBe("attachment; filename*=UTF-8''prices%20%C2%A3.txt");
  const other = await context.keepFile({
    name: "secret",
    contentType: "text/plain",
    bytes: Buffer.from("no"),
  });
  expect((await get(url.replace(kept.id, other.id))).status).toBe(404);
  expect((await get(url.replace("thread=t1", "thread=t2"))).status).toBe(404);
  expect((await get(url.replace(/until=\d+/, "until=99999999999999"))).status).toBe(404);
});

test.each([
  [400, '{"error":{"message":"No such customer"}}', "rejected", "The webhook answered 400: No such customer"],
  [422, '{"message":"Too long"}', "rejected", "The webhook answered 422: Too long"],
  [410, '{"error":"Gone\\nfor good"}', "rejected", "The webhook answered 410: Gone for good"],
  [404, "", "rejected", "The webhook answered 404."],
  [403, "Not you", "unauthorized", "The webhook answered 403: Not you"],
  [408, "", "unavailable", "The webhook answered 408."],
  [500, "Oops", "unavailable", "The webhook answered 500: Oops"],
  [503, "", "unavailable", "The webhook answered 503."],
  [429, "", "rate_limited", "The webhook answered 429."],
])("HTTP %i %s is %s, in the receiver's words", async (status, body, kind, words) => {
  answering(status, body);
  expect(await failure(send())).toEqual({ kind, message: words, retryAfterMs: undefined });
});

test("the receiver says when to come back, in seconds or by date", async () => {
  answering(429, "", { "retry-after": "120" });
  expect((await failure(send())).retryAfterMs).toBe(120_000);
  answering(503, "", { "retry-after": new Date(Date.now() + 60_000).toUTCString() });
  expect((await failure(send())).retryAfterMs).toBeGreaterThan(50_000);
  answering(503, "", { "retry-after": "soon" });
  expect((await failure(send())).retryAfterMs).toBeUndefined();
});

test("a redirect is not followed", async () => {
  answering(307, "", { location: sandbox.url });
  expect(await failure(send())).toMatchObject({
    kind: "rejected",
    message: expect.stringContaining("redirect"),
  });
  expect(sandbox.posts).toHaveLength(1);
});

test.each<[string, (response: ServerResponse) => void]>([
  ["hangs up", (response) => response.destroy()],
  [
    "breaks off",
    (response) =>
      void response.writeHead(200, { "content-length": "10" }).write("12", () => response.destroy()),
  ],
])("a receiver that %s is asked again later", async (_what, behave) => {
  sandbox.behave = (_post, response) => behave(response);
  expect(await failure(send())).toMatchObject({ kind: "unavailable" });
});

test("an endless answer is read only so far", async () => {
  sandbox.behave = (_post, response) => {
    response.writeHead(200);
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(10_000)));
    };
    response.on("drain", more);
    more();
  };
  expect(await send()).toEqual({ externalId: undefined, detail: "HTTP 200" });
});

test("an answer that is no JSON, or names nothing usable, is taken all the same", async () => {
  for (const body of ["OK", "[]", '{"id":7}', '{"id":"a\\u0000b"}', "null"]) {
    answering(200, body);
    expect((await send()).externalId).toBeUndefined();
  }
});

test("nobody there is tried again later", async () => {
  const closed = await findQuietPort();
  await open({ webhookUrl: `http://127.0.0.1:${closed}/` });
  expect(await failure(send())).toEqual({
    kind: "unavailable",
    message: "The webhook cannot be reached (ECONNREFUSED).",
    retryAfterMs: undefined,
  });
});

test.each([
  "http://169.254.169.254/latest/meta-data",
  "http://[fe80::1]/",
  "http://[::ffff:169.254.169.254]/",
  "http://[fd00:ec2::254]/",
  "http://0xA9FEA9FE/",
  "http://100.100.100.200/",
])("nothing is sent to %s, where machines keep their credentials", async (webhookUrl) => {
  await open({ webhookUrl });
  expect(await failure(send())).toMatchObject({
    kind: "rejected",
    message: expect.stringContaining("link-local"),
  });
});

test("without a webhook answers are refused with a sentence", async () => {
  await open({ webhookUrl: "" });
  await channel.check!();
  expect(await failure(send())).toMatchObject({
    kind: "rejected",
    message: expect.stringContaining("no webhook"),
  });
});

test("a check posts once and repeats what the receiver says", async () => {
  await channel.check!();
  expect(sandbox.posts).toEqual([{ key: undefined, body: { type: "check", channelId: context.channelId } }]);
  await channel.stop();
  await open({ webhookUrl: sandbox.url, signingSecret: "sbs_not-the-right-one" });
  expect(await failure(channel.check!())).toMatchObject({
    kind: "unauthorized",
    message: "The webhook answered 401: The signature is not right.",
  });
});
