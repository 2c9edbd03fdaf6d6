import { expect, test } from "vitest";
import { settings } from "./settings.ts";
import { openChat, site } from "./test-visitor.ts";

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
  expect((await open.ask("GET", "config", { headers: { origin: "https://any.example" } })).status).toBe(200);
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
