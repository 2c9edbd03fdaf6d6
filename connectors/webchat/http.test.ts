import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { settings } from "./settings.ts";
import { idOf, messagesIn, openChat, site } from "./test-visitor.ts";

const key = "key-0001";

describe("a visitor", () => {
  test("writes, and the same key again is the same message", async () => {
    const { ask, join, context } = await openChat();
    const token = await join();
    const visit = {
      page: `${site}/oak`,
      landingPage: `${site}/?utm_source=x`,
      referrer: "",
      language: "nb-NO",
    };
    const first = await ask("POST", "messages", { token, body: { key, text: "Hello", visit } });
    const again = await ask("POST", "messages", { token, body: { key, text: "Hello", visit } });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual({ key, isDuplicate: true });
    const visitor = idOf(token);
    expect(messagesIn(context)).toEqual([
      {
        type: "message",
        externalId: `${visitor}:${key}`,
        thread: visitor,
        from: { identity: { kind: "visitor", address: visitor } },
        text: "Hello",
        visit,
      },
    ]);
  });

  test("cannot use up another's key", async () => {
    const { ask, join, context } = await openChat();
    await ask("POST", "messages", { token: await join(), body: { key, text: "One" } });
    await ask("POST", "messages", { token: await join(), body: { key, text: "Two" } });
    expect(messagesIn(context)).toHaveLength(2);
  });

  test("reads both directions of his own thread, from where he stands", async () => {
    const { ask, join, context } = await openChat();
    const [mine, other] = [await join(), await join()];
    await ask("POST", "messages", { token: mine, body: { key, text: "Hello" } });
    await ask("POST", "messages", { token: other, body: { key, text: "A secret" } });
    context.answer(idOf(mine), { text: "Good day" });
    const { body } = await ask("GET", "timeline", { token: mine });
    expect(body.items).toMatchObject([
      { key, direction: "in", text: "Hello", state: "received" },
      { direction: "out", text: "Good day", author: "Anna" },
    ]);
    const later = await ask("GET", `timeline?after=${body.items[0].id}`, { token: mine });
    expect(later.body.items).toHaveLength(1);
  });

  test("never sees anything older than his token", async () => {
    const { ask, join, context } = await openChat();
    const token = await join();
    context.answer(idOf(token), { text: "Moved here from a client's mail", at: "2020-01-01T00:00:00.000Z" });
    expect((await ask("GET", "timeline", { token })).body.items).toEqual([]);
  });

  test("says who he is, and every message carries it as a claim", async () => {
    const { ask, join, context } = await openChat({
      askName: "optional",
      askEmail: "required",
      askPhone: "optional",
    });
    const token = await join();
    const early = await ask("POST", "messages", { token, body: { key, text: "Hello" } });
    expect(early.body.error).toMatchObject({ code: "invalid", fields: { "details.email": "is needed" } });
    const wrong = await ask("POST", "details", {
      token,
      body: { details: { email: "nonsense", phone: "call me" } },
    });
    expect(Object.keys(wrong.body.error.fields)).toEqual(["details.email", "details.phone"]);

    const details = { name: " Mia ", email: "Mia@Example.com", phone: "0049 (30) 123-45" };
    const said = await ask("POST", "details", { token, body: { details } });
    await ask("POST", "details", { token, body: { details } });
    await ask("POST", "messages", { token: said.body.token, body: { key, text: "Hello" } });
    const from = {
      identity: { kind: "visitor", address: idOf(token) },
      name: "Mia",
      claims: [
        { kind: "email", address: "mia@example.com" },
        { kind: "phone", address: "+493012345" },
      ],
    };
    expect(context.received).toMatchObject([
      { type: "contactDetail", thread: idOf(token), from },
      { type: "message", from },
    ]);
  });

  test("whom his site has signed is proven, with a wrong signature refused", async () => {
    const identitySecret = "a secret of the site's";
    const { ask, join, context } = await openChat({ identitySecret });
    const userHash = createHmac("sha256", identitySecret).update("42").digest("hex");
    await ask("POST", "messages", {
      token: await join({ user: "42", userHash }),
      body: { key, text: "Hello" },
    });
    expect(messagesIn(context)[0]?.from.proven).toEqual([
      { kind: "user", address: `${context.channelId}:42` },
    ]);
    for (const body of [{ user: "43", userHash }, { user: "42" }, { user: "42", userHash: "é" }]) {
      expect((await ask("POST", "session", { body })).status).toBe(403);
    }
  });

  test("tells what he has read, of answers on his own thread alone", async () => {
    const { ask, join, context } = await openChat();
    const [mine, other] = [await join(), await join()];
    const answer = context.answer(idOf(mine));
    const read = { upTo: answer.id, state: "read" };
    expect((await ask("POST", "read", { token: other, body: read })).status).toBe(204);
    expect(context.received).toEqual([]);
    await ask("POST", "read", { token: mine, body: read });
    expect(context.received).toEqual([
      {
        type: "receipt",
        externalId: `${idOf(mine)}:read:${answer.id}`,
        messageId: answer.id,
        upTo: true,
        state: "read",
      },
    ]);
  });
});

describe("sites", () => {
  test.each([
    ["a listed one", site, 200],
    ["the hub's own page", "http://hub.test", 200],
    ["another", "https://evil.example", 403],
    ["one that only begins alike", `${site}.evil.example`, 403],
    ["another scheme", "http://shop.example", 403],
    ["a sandboxed frame", "null", 403],
    ["one below a wildcard", "https://a.b.wild.example", 200],
    ["one beside a wildcard", "https://notwild.example", 403],
  ])("%s", async (_what, origin, status) => {
    const { ask } = await openChat({ origins: [site, "https://*.wild.example"] });
    const answer = await ask("GET", "config", { headers: { origin } });
    expect(answer.status).toBe(status);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("vary")).toContain("Origin");
    if (status === 403)
      expect(answer.body.error).toMatchObject({ code: "forbidden", requestId: expect.any(String) });
  });

  test("a refused site is refused in everything, preflights included", async () => {
    const { ask, join } = await openChat();
    const token = await join();
    const headers = { origin: "https://evil.example" };
    for (const [method, path] of [
      ["OPTIONS", "messages"],
      ["POST", "session"],
      ["GET", "timeline"],
    ] as const) {
      const answer = await ask(method, path, { token, headers, ...(method === "POST" && { body: {} }) });
      expect(answer.status).toBe(403);
    }
  });

  test("a pattern is a site's address, also as people paste it", () => {
    const is = (origin: string) => settings.safeParse({ origins: [origin] }).success;
    const right = [
      site,
      `${site}/`,
      "https://*.shop.example",
      "http://localhost:8080",
      "https://tische-müller.example",
      "*",
    ];
    const wrong = [
      "shop.example",
      `${site}/page`,
      "ftp://shop.example",
      "https://*",
      "https://a.*.example",
      "javascript:1",
      "",
    ];
    expect([right.filter((origin) => !is(origin)), wrong.filter(is)]).toEqual([[], []]);
  });

  test("a star is every site, and nothing else is any", async () => {
    const open = await openChat({ origins: ["*"] });
    expect((await open.ask("GET", "config", { headers: { origin: "https://any.example" } })).status).toBe(
      200,
    );
    const closed = await openChat({ origins: [] });
    expect((await closed.ask("GET", "config")).status).toBe(403);
  });

  test("a preflight is answered, the hub by its other names is its own site", async () => {
    const { ask } = await openChat({ origins: [] });
    const lan = { origin: "http://192.168.1.5:3000", host: "192.168.1.5:3000" };
    const preflight = await ask("OPTIONS", "messages", { headers: lan });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
    expect((await ask("POST", "session", { body: {}, headers: lan })).status).toBe(201);
  });
});

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
