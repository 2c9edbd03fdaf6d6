import { beforeEach, expect, test } from "vitest";
import type { RunningChannel } from "../contract.ts";
import { asResponse } from "../test-response.ts";
import { createFakeContext, type FakeContext } from "./fake-context.ts";
import { api } from "./index.ts";
import { sign, signatureHeader } from "./signature.ts";

let context: FakeContext;
let channel: RunningChannel;
beforeEach(async () => {
  context = createFakeContext();
  channel = await api.start(context);
});

const address = "http://hub.test/api/v1/channels/0190c0de-0000-7000-8000-000000000002/inbound";
const bearer = () => ({ authorization: `Bearer ${context.settings.token}` });

async function post(body: unknown, headers: Record<string, string> = bearer(), method = "POST") {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const request = new Request(address, {
    method,
    headers: { "x-request-id": "request-1", ...headers },
    body: text,
  });
  const answer = asResponse(await channel.webhook!(request, { ip: "127.0.0.1" }));
  return { status: answer.status, body: await answer.json(), headers: answer.headers };
}

const message = {
  type: "message",
  externalId: "m1",
  thread: "t1",
  from: { identity: { kind: "email", address: "ann@example.com" }, name: "Ann" },
  text: "Hello",
};

test("a message is accepted, and the same one again is a duplicate", async () => {
  expect(await post(message)).toMatchObject({ status: 202, body: { externalId: "m1", duplicate: false } });
  expect(await post(message)).toMatchObject({ status: 200, body: { externalId: "m1", duplicate: true } });
  expect(context.received).toEqual([message]);
});

test("a list is taken whole, in order; receipts and contact details too", async () => {
  const receipt = { type: "receipt", externalId: "r1", messageId: "0190c0de", state: "read", upTo: true };
  const detail = { type: "contactDetail", externalId: "d1", thread: "t1", from: message.from };
  const answer = await post([message, receipt, detail]);
  expect(answer.status).toBe(202);
  expect(answer.body.items).toMatchObject([{ externalId: "m1" }, { externalId: "r1" }, { externalId: "d1" }]);
  expect(context.received.map(({ type }) => type)).toEqual(["message", "receipt", "contactDetail"]);
});

test("a signature does in place of the token, for five minutes and this body", async () => {
  const text = JSON.stringify(message);
  const signed = (at: Date, secret = context.settings.signingSecret) => ({
    [signatureHeader]: sign(secret, text, at),
  });
  expect((await post(text, signed(new Date()))).status).toBe(202);
  expect((await post(`${text} `, signed(new Date()))).status).toBe(401);
  expect((await post(text, signed(new Date(Date.now() - 301_000)))).status).toBe(401);
  expect(await post(text, signed(new Date(), "sbs_another-secret"))).toMatchObject({ status: 401 });
});

test.each([
  undefined,
  "Bearer ",
  "Bearer wrong",
  () => `Bearer ${"x".repeat(context.settings.token.length)}`,
  () => `Bearer ${context.settings.token}x`,
  "Basic eDp5",
])("authorization %s does not open the door", async (given) => {
  const authorization = typeof given === "function" ? given() : given;
  const answer = await post(message, authorization ? { authorization } : {});
  expect(answer.status).toBe(401);
  expect(answer.body.error).toMatchObject({ code: "unauthenticated", requestId: "request-1" });
  expect(context.received).toEqual([]);
});

test.each<[string, unknown, string]>([
  ["no JSON", "{", "body"],
  ["nothing", "null", "body"],
  ["an empty list", [], "body"],
  ["a list of 101", Array.from({ length: 101 }, (_, nth) => ({ ...message, externalId: `m${nth}` })), "body"],
  ["an unknown type", { ...message, type: "fax" }, "type"],
  ["an unknown field", { ...message, priority: 1 }, "body"],
  ["a missing text", { ...message, text: undefined }, "text"],
  ["a wrong kind of text", { ...message, text: 7 }, "text"],
  ["a text of 1 MB", { ...message, text: "x".repeat(1_000_000) }, "text"],
  ["a name of 1 MB", { ...message, from: { ...message.from, name: "x".repeat(1_000_000) } }, "from.name"],
  ["NUL in an id", { ...message, externalId: "a\0b" }, "externalId"],
  ["half a character in a thread", { ...message, thread: "a\ud800" }, "thread"],
  ["no identity", { ...message, from: { name: "Ann" } }, "from.identity"],
  ["a date that is none", { ...message, sentAt: "yesterday" }, "sentAt"],
  ["a file that is no base64", { ...message, files: [{ name: "a", content: "%%%" }] }, "files.0.content"],
])("%s is refused with the field that is wrong, and nothing is taken", async (_what, body, field) => {
  const answer = await post(body);
  expect(answer.status).toBe(400);
  expect(answer.body.error).toMatchObject({ code: "invalid", requestId: "request-1" });
  expect(Object.keys(answer.body.error.fields)).toContain(field);
  expect(context.received).toEqual([]);
});

test("one wrong item keeps the whole list out, so that it can be sent again as it is", async () => {
  const answer = await post([message, { ...message, externalId: "" }]);
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.body.error.fields)).toEqual(["1.externalId"]);
  expect(context.received).toEqual([]);
});

test("text is taken as it is: markup, NUL, half characters, any script", async () => {
  const text = "<script>alert(1)</script> \0 \ud800 Ж ‮שלום 👩‍👩‍👧";
  expect((await post({ ...message, text })).status).toBe(202);
  expect(context.received[0]).toMatchObject({ text });
});

test("files come as base64 and are kept", async () => {
  const content = Buffer.from("1,2").toString("base64");
  await post({ ...message, files: [{ name: "a.csv", contentType: "text/csv", content }] });
  const [received] = context.received;
  expect(received).toMatchObject({ files: [{ name: "a.csv", contentType: "text/csv", size: 3 }] });
  expect(Buffer.from([...context.files.values()][0]!.bytes).toString()).toBe("1,2");
});

test("only POST is answered here, and only the door and its files", async () => {
  expect(await post(message, bearer(), "PUT")).toMatchObject({ status: 405 });
  const other = new Request(`${address}/elsewhere`, { method: "POST", headers: bearer(), body: "{}" });
  expect((await channel.webhook!(other, { ip: "127.0.0.1" })).status).toBe(404);
});
