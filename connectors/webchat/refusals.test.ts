import { describe, expect, test } from "vitest";
import { messagesIn, openChat } from "./test-visitor.ts";

const key = "key-0001";

describe("limits", () => {
  test("one visitor's and one address's messages, with when to come again", async () => {
    const { ask, join, context } = await openChat({ messagesPerMinute: 2, addressMessagesPerMinute: 3 });
    const say = (token: string, n: number) =>
      ask("POST", "messages", { token, body: { key: `key-000${n}`, text: "Hi" } });
    const [one, two] = [await join(), await join()];
    const statuses = [];
    for (const n of [1, 2, 3]) statuses.push((await say(one, n)).status);
    for (const n of [1, 2]) statuses.push((await say(two, n)).status);
    expect(statuses).toEqual([201, 201, 429, 201, 429]);
    expect(messagesIn(context)).toHaveLength(3);
    const refused = await say(one, 4);
    expect(refused.body.error.code).toBe("rate_limited");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("new visitors of one address, an IPv6 subscriber counted as one", async () => {
    const { ask } = await openChat({ addressVisitorsPerHour: 1 });
    const from = (ip: string) => ask("POST", "session", { body: {}, ip });
    const statuses = [];
    for (const ip of ["2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"])
      statuses.push((await from(ip)).status);
    expect(statuses).toEqual([201, 429, 201]);
  });
});

describe("bad input", () => {
  const wrong: [string, unknown, number][] = [
    ["no JSON", "{", 400],
    ["an array", [], 400],
    ["no text and no file", { key, text: " \n " }, 400],
    ["a key that is too short", { key: "k", text: "Hi" }, 400],
    ["an unknown field", { key, text: "Hi", isAdmin: true }, 400],
    ["NUL", { key, text: "a\u0000b" }, 400],
    ["half a character", { key, text: "\ud83d" }, 400],
    ["text of 11,000 characters", { key, text: "x".repeat(11_000) }, 400],
    ["text of 1 MB", { key, text: "x".repeat(1_000_000) }, 413],
    ["a page of 3,000 characters", { key, text: "Hi", visit: { page: "x".repeat(3000) } }, 400],
    [
      "somebody else's file",
      {
        key,
        text: "Hi",
        files: [
          { id: "0190c0de-0000-7000-8000-000000000009", name: "a", contentType: "b", size: 1, seal: "c" },
        ],
      },
      400,
    ],
    ["bytes that are no text", new Uint8Array([0x7b, 0xff, 0x7d]), 400],
  ];
  test.each(wrong)("%s is refused in the one error shape", async (_what, body, status) => {
    const { ask, join, context } = await openChat();
    const answer = await ask("POST", "messages", { token: await join(), body });
    expect(answer.status).toBe(status);
    expect(answer.body.error).toMatchObject({
      code: status === 413 ? "too_large" : "invalid",
      message: expect.any(String),
      requestId: expect.any(String),
    });
    expect(context.received).toEqual([]);
  });

  test("no token, another channel's and a changed one", async () => {
    const { ask, join } = await openChat();
    const [body, signature] = (await join()).split(".");
    const forged = Buffer.from(
      JSON.stringify({ id: "0190c0de-0000-7000-8000-000000000009", since: 0 }),
    ).toString("base64url");
    for (const token of [undefined, "", "x.y", `${body}.${"0".repeat(64)}`, `${forged}.${signature}`]) {
      expect((await ask("GET", "timeline", { token })).status).toBe(401);
    }
  });

  test("what is not there, and an id that is none", async () => {
    const { ask, join } = await openChat();
    const token = await join();
    expect((await ask("GET", "nothing")).status).toBe(404);
    expect((await ask("DELETE", "messages", { token })).status).toBe(404);
    expect((await ask("GET", "timeline?after=' or 1=1", { token })).status).toBe(400);
  });

  test("what fails inside is left to the hub, which knows why", async () => {
    const { ask, join, context } = await openChat();
    const token = await join();
    const reason = new Error("too much waits to be stored");
    context.receive = () => Promise.reject(reason);
    await expect(ask("POST", "messages", { token, body: { key, text: "Hi" } })).rejects.toBe(reason);
  });
});
