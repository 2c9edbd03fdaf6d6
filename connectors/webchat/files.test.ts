import { expect, test } from "vitest";
import { idOf, messagesIn, openChat } from "./test-visitor.ts";

const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const upload = (token: string, bytes: Uint8Array, type: string, name: string) => ({
  token,
  body: bytes,
  headers: { "content-type": type },
  path: `files?name=${encodeURIComponent(name)}`,
});

test("a file is kept, sent with a message, and opened by its address alone", async () => {
  const { ask, join, context } = await openChat();
  const token = await join();
  const { path, ...sent } = upload(token, png, "image/png", "C:\\plan\u202e.png");
  const kept = await ask("POST", path, sent);
  expect(kept.status).toBe(201);
  expect(kept.body).toMatchObject({ name: "plan.png", contentType: "image/png", size: png.length });
  await ask("POST", "messages", { token, body: { key: "key-0001", text: "", files: [kept.body] } });
  expect(messagesIn(context)[0]?.files).toEqual([
    { id: kept.body.id, name: "plan.png", contentType: "image/png", size: png.length },
  ]);

  const { items } = (await ask("GET", "timeline", { token })).body;
  expect(items[0].files[0]).toMatchObject({ name: "plan.png", isPicture: true });
  const address = items[0].files[0].url.split("/inbound/")[1];
  const opened = await ask("GET", address);
  expect(opened.status).toBe(200);
  expect(Object.fromEntries(opened.headers)).toMatchObject({
    "content-type": "image/png",
    "content-disposition": "inline; filename*=UTF-8''plan.png",
    "content-security-policy": "default-src 'none'; sandbox",
  });
  const another = address.replace(kept.body.id, "0190c0de-0000-7000-8000-000000000009");
  expect((await ask("GET", another)).status).toBe(403);
  expect((await ask("GET", address.replace(/until=\d+/, "until=1"))).status).toBe(403);
});

test("markup is a download, whatever it calls itself", async () => {
  const { ask, join, context } = await openChat();
  const token = await join();
  const page = Buffer.from("<script>alert(1)</script>");
  for (const type of ["text/html", "image/svg+xml", "image/png"]) {
    const { path, ...sent } = upload(token, page, type, "a.png");
    const { body } = await ask("POST", path, sent);
    const answer = context.answer(idOf(token), { files: [body] });
    const { items } = (await ask("GET", "timeline", { token })).body;
    const file = items.find((item: { id: string }) => item.id === answer.id).files[0];
    const opened = await ask("GET", file.url.split("/inbound/")[1]);
    expect(file.isPicture).toBe(false);
    expect(opened.headers.get("content-type")).toBe("application/octet-stream");
    expect(opened.headers.get("content-disposition")).toMatch(/^attachment/);
  }
});

test("another visitor can neither send nor open it", async () => {
  const { ask, join } = await openChat();
  const [mine, other] = [await join(), await join()];
  const { path, ...sent } = upload(mine, png, "image/png", "a.png");
  const kept = await ask("POST", path, sent);
  const stolen = await ask("POST", "messages", {
    token: other,
    body: { key: "key-0001", text: "x", files: [kept.body] },
  });
  expect(stolen.body.error.fields).toHaveProperty("files");
  const renamed = { ...kept.body, name: "other.exe" };
  expect(
    (await ask("POST", "messages", { token: mine, body: { key: "key-0001", text: "x", files: [renamed] } }))
      .status,
  ).toBe(400);
});

test("what is too large, empty or of a kind that the channel does not take is refused", async () => {
  const small = await openChat({ maxFileMb: 1 });
  const token = await small.join();
  const send = async (chat: typeof small, pass: string, bytes: Uint8Array, type = "text/plain") => {
    const { path, ...sent } = upload(pass, bytes, type, "a.txt");
    return (await chat.ask("POST", path, sent)).status;
  };
  expect(await send(small, token, new Uint8Array(1024 * 1024 + 1))).toBe(413);
  expect(await send(small, token, new Uint8Array(0))).toBe(400);
  const pictures = await openChat({ files: "pictures" });
  expect(await send(pictures, await pictures.join(), png, "image/png")).toBe(201);
  expect(await send(pictures, await pictures.join(), Buffer.from("text"), "image/png")).toBe(400);
  const none = await openChat({ files: "none" });
  expect(await send(none, await none.join(), png, "image/png")).toBe(403);
});
