import { once } from "node:events";
import { request } from "node:http";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { files } from "../../db/schema/index.ts";
import { accessOf, makeConversation, makeInteraction, makePerson } from "../../test/factories.ts";
import { startApp, type TestApp } from "../../test/http/app.ts";
import { createApiKey } from "../people/create-api-key.ts";

const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

let app: TestApp;
let mine: Record<string, string>;
let others: Record<string, string>;
beforeAll(async () => {
  app = await startApp();
  const keyOf = async () => {
    const access = await accessOf(app.hub, await makePerson(app.hub));
    const scopes = ["conversations:read", "conversations:write"] as const;
    const { key } = await createApiKey(app.deps, { access, name: "files", scopes: [...scopes] });
    return { authorization: `Bearer ${key}` };
  };
  mine = await keyOf();
  others = await keyOf();
});
afterAll(() => app.close());

async function upload(bytes: BlobPart, name: string, type: string, field = "file") {
  const form = new FormData();
  form.append(field, new File([bytes], name, { type }));
  const answer = await fetch(`${app.address}/api/v1/files`, { method: "POST", headers: mine, body: form });
  return { status: answer.status, body: await answer.json() };
}
const get = (id: string, headers: Record<string, string> = {}, who = mine) =>
  fetch(`${app.address}/api/v1/files/${id}`, { headers: { ...who, ...headers } });

test("a picture is what its bytes say, and is shown in place under a sandbox", async () => {
  const { status, body } = await upload(png, "фото 🌿.html", "text/html");
  expect([status, body]).toMatchObject([
    201,
    { name: "фото 🌿.html", contentType: "image/png", size: png.length, isPicture: true },
  ]);
  const answer = await get(body.id);
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(png);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/png",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": `inline; filename="____ __.html"; filename*=UTF-8''${encodeURIComponent("фото 🌿.html")}`,
  });
});

test("what a browser could run is only ever downloaded", async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`;
  for (const [bytes, name, type] of [
    [svg, "a.svg", "image/svg+xml"],
    ["<script>alert(1)</script>", "a.html", "text/html"],
    ["not a picture", "a.png", "image/png"],
  ] as const) {
    const { body } = await upload(bytes, name, type);
    expect(body.isPicture).toBe(false);
    const { headers } = await get(body.id);
    expect(headers.get("content-type")).toBe("application/octet-stream");
    expect(headers.get("content-disposition")).toMatch(/^attachment; /);
  }
});

test("names come without folders and control characters, and never empty", async () => {
  expect((await upload("x", "../../etc/pass\u202ewd", "text/plain")).body.name).toBe("passwd");
  expect((await upload("x", "\u200b", "text/plain")).body.name).toBe("file");
  expect((await upload("x", "😀".repeat(3000), "text/plain")).body.name).toBe("😀".repeat(200));
});

test("a part of a file, what is known already, and its head alone are served", async () => {
  const { body } = await upload("0123456789", "digits.txt", "text/plain");
  const part = await get(body.id, { range: "bytes=2-4" });
  expect([part.status, part.headers.get("content-range"), await part.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
  const beyond = await get(body.id, { range: "bytes=20-" });
  expect([beyond.status, beyond.headers.get("content-range")]).toEqual([416, "bytes */10"]);
  const url = `${app.address}/api/v1/files/${body.id}`;
  // fetch asks past every cache as soon as it is given an etag.
  const again = request(url, { headers: { ...mine, "if-none-match": part.headers.get("etag")! } }).end();
  const [known] = await once(again, "response");
  expect(known.resume().statusCode).toBe(304);
  const head = await fetch(url, { method: "HEAD", headers: mine });
  expect([head.status, head.headers.get("content-length")]).toEqual([200, "10"]);
});

test("a file not sent yet is its uploader's alone; then it is for whoever sees the conversation", async () => {
  const { body } = await upload("secret", "a.txt", "text/plain");
  expect((await get(body.id, {}, others)).status).toBe(404);
  const conversation = await makeConversation(app.hub);
  const interaction = await makeInteraction(app.hub, conversation);
  await app.deps.db.update(files).set({ interactionId: interaction.id }).where(eq(files.id, body.id));
  expect((await get(body.id, {}, others)).status).toBe(200);
  const taken = await makeConversation(app.hub, { assigneeId: (await makePerson(app.hub)).id });
  const hidden = await makeInteraction(app.hub, taken);
  await app.deps.db.update(files).set({ interactionId: hidden.id }).where(eq(files.id, body.id));
  expect((await get(body.id)).status).toBe(404);
});

test("too large, of another shape or broken off: a clear refusal", async () => {
  expect((await upload(new Uint8Array(25 * 1024 * 1024), "full.bin", "")).status).toBe(201);
  const large = await upload(new Uint8Array(25 * 1024 * 1024 + 1), "large.bin", "");
  expect([large.status, large.body.error.code]).toEqual([413, "too_large"]);
  const other = await upload("x", "a.txt", "text/plain", "attachment");
  expect([other.status, other.body.error.code]).toEqual([400, "invalid"]);
  for (const [type, body] of [
    ["application/json", "{}"],
    ["multipart/form-data", "no boundary"],
    ["multipart/form-data; boundary=x", "--x\r\nnonsense"],
    [
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf',
    ],
    ["multipart/form-data; boundary=x", ""],
  ] as const) {
    const answer = await fetch(`${app.address}/api/v1/files`, {
      method: "POST",
      headers: { ...mine, "content-type": type },
      body,
    });
    expect([type, body, answer.status]).toEqual([type, body, 400]);
  }
});

test("a sender who goes away half-way harms nobody", async () => {
  const half = request(`${app.address}/api/v1/files`, {
    method: "POST",
    headers: { ...mine, "content-type": "multipart/form-data; boundary=x", "content-length": "1000" },
  });
  half.on("error", () => {});
  half.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf');
  half.destroy();
  expect((await upload("x", "a.txt", "text/plain")).status).toBe(201);
});
