import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { AppOptions } from "../../server/http/create-app.ts";
import { createSetupToken } from "../../server/workspace/create-setup-token.ts";
import { eventually } from "../eventually.ts";
import { makeChannel } from "../factories.ts";
import { startApp, startSetUpApp, type TestApp } from "./app.ts";
import { admin } from "./set-up.ts";

let folder: string;
let app: TestApp | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "switchboard-client-"));
  await mkdir(join(folder, "assets"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>Switchboard</title>");
  await writeFile(join(folder, "assets/main-4f3a.js"), "export {};");
  await writeFile(join(folder, "widget.js"), "void 0;");
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await rm(folder, { recursive: true });
});

async function start(options: Partial<AppOptions> = {}) {
  app = await startApp({ client: { app: folder, widget: folder }, ...options });
  return app.browser();
}

test("on plain HTTP nothing tells a browser to use HTTPS", async () => {
  const browser = await start();
  const { headers } = await browser.get("/");
  expect(headers.get("strict-transport-security")).toBeNull();
  expect(headers.get("cross-origin-opener-policy")).toBeNull();
  const policy = headers.get("content-security-policy");
  expect(policy).not.toContain("upgrade-insecure-requests");
  expect(policy).toContain("default-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("x-powered-by")).toBeNull();
});

test("with a public HTTPS address browsers are told to stay there, and cookies are secure", async () => {
  const browser = await start({ env: { PUBLIC_URL: "https://desk.example.com" } });
  const { headers } = await browser.get("/");
  expect(headers.get("strict-transport-security")).toContain("max-age=31536000");
  expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
  const token = await createSetupToken(app!.deps);
  const form = { ...admin, token, workspace: "W", timeZone: "UTC" };
  const origin = "https://desk.example.com";
  const made = await browser.post("/api/v1/setup", form, { origin });
  expect(made.headers.getSetCookie().join()).toMatch(
    /^__Secure-switchboard\.session_token=.*HttpOnly.*Secure|Secure.*HttpOnly/,
  );
  expect((await browser.get("/api/v1/me")).status).toBe(200);
});

test("the hub works at any address that leads to it, without a public one", async () => {
  const { app: made, admin: browser } = await startSetUpApp();
  app = made;
  const lan = { host: "192.168.1.20:3000", origin: "http://192.168.1.20:3000" };
  const port = new URL(made.address).port;
  const viaName = made.address.replace("127.0.0.1", "localhost");
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${viaName}/api/v1/me`, {
    method: "PATCH",
    headers: { cookie, origin: `http://localhost:${port}`, "content-type": "application/json" },
    body: JSON.stringify({ name: "Ada" }),
  });
  expect(answer.status).toBe(200);
  const elsewhere = await browser.send("PATCH", "/api/v1/me", { name: "Eve" }, { origin: lan.origin });
  expect(elsewhere.status).toBe(403);
});

test("a sane request id is kept and is in the error; another is replaced", async () => {
  const browser = await start();
  const kept = await browser.get("/api/v1/me", { "x-request-id": "trace-12345678" });
  expect(kept.headers.get("x-request-id")).toBe("trace-12345678");
  expect(kept.body.error.requestId).toBe("trace-12345678");
  const replaced = await browser.get("/api/v1/me", { "x-request-id": "<script>" });
  expect(replaced.headers.get("x-request-id")).toMatch(/^[\w-]{36}$/);
  expect(replaced.body.error.requestId).toBe(replaced.headers.get("x-request-id"));
});

test("assets are kept for good, screens are always fetched, each with its own nonce, and a missing file is no screen", async () => {
  const nonces = new Set<string | undefined>();
  const browser = await start();
  expect((await browser.get("/assets/main-4f3a.js")).headers.get("cache-control")).toContain("immutable");
  for (const path of ["/", "/inbox/mine", "/access/abc", "/setup?token=x"]) {
    const screen = await browser.get(path);
    expect(screen, path).toMatchObject({ status: 200, body: expect.stringContaining("<title>Switchboard") });
    expect(screen.headers.get("cache-control")).toBe("no-store");
    const nonce = /style-src-elem 'self' 'nonce-([^']+)'/.exec(
      String(screen.headers.get("content-security-policy")),
    );
    nonces.add(nonce?.[1]);
  }
  expect(nonces.size).toBe(4);
  expect((await browser.get("/assets/gone.js")).status).toBe(404);
  expect((await browser.get("/gone.png")).status).toBe(404);
  expect((await browser.get("/..%2f..%2fpackage.json")).status).toBe(404);
});

test("scripts travel gzipped to whoever takes it", async () => {
  const browser = await start();
  const packed = await browser.get("/assets/main-4f3a.js", { "accept-encoding": "gzip" });
  expect(packed).toMatchObject({ status: 200, body: "export {};" });
  expect(packed.headers.get("content-encoding")).toBe("gzip");
  expect(packed.headers.get("content-type")).toContain("javascript");
  expect(packed.headers.get("vary")).toContain("accept-encoding");
  const plain = await browser.get("/assets/main-4f3a.js", { "accept-encoding": "identity" });
  expect(plain).toMatchObject({ status: 200, body: "export {};" });
  expect(plain.headers.get("content-encoding")).toBeNull();
});

test("before the client is built the page says so", async () => {
  await rm(join(folder, "index.html"));
  const browser = await start();
  expect(await browser.get("/")).toMatchObject({
    status: 503,
    body: expect.stringContaining("not built yet"),
  });
});

test("other websites may load the widget, which is asked for anew after a while", async () => {
  const browser = await start();
  const { status, headers } = await browser.get("/widget.js");
  expect(status).toBe(200);
  expect(headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  expect(headers.get("cache-control")).toBe("public, max-age=300");
  const etag = headers.get("etag") ?? "";
  expect(
    (await browser.get("/widget.js", { "if-none-match": etag, "cache-control": "max-age=0" })).status,
  ).toBe(304);
});

test("the demo page carries the first enabled channel of the connector it is told", async () => {
  const browser = await start();
  expect((await browser.get("/demo")).body).not.toContain("widget.js");
  await makeChannel(app!.hub, { connector: "other" });
  await makeChannel(app!.hub, { connector: "test", isEnabled: false });
  const channel = await makeChannel(app!.hub, { connector: "test" });
  const page = await browser.get("/demo");
  expect(page.body).toContain(`src="/widget.js" data-channel="${channel.id}"`);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
});

test("health says alive, ready, and not ready while stopping", async () => {
  let isStopping = false;
  const browser = await start({ isStopping: () => isStopping });
  expect((await browser.get("/healthz")).status).toBe(200);
  // A database that is slow for a moment is no failure.
  await eventually(async () => expect((await browser.get("/readyz")).status).toBe(200));
  isStopping = true;
  expect(await browser.get("/readyz")).toMatchObject({ status: 503, body: { reason: "stopping" } });
  isStopping = false;
  await app!.deps.pool.query("delete from drizzle.__drizzle_migrations");
  await eventually(async () =>
    expect((await browser.get("/readyz")).body).toMatchObject({ reason: "migrations are missing" }),
  );
});

test("metrics are for this machine, or for who has the token", async () => {
  const browser = await start({ env: { METRICS_TOKEN: "a-token-for-metrics" } });
  expect((await browser.get("/metrics")).body).toContain("switchboard_http_request_seconds");
  const proxied = { "x-forwarded-for": "203.0.113.9" };
  expect((await browser.get("/metrics", proxied)).status).toBe(403);
  const wrong = { ...proxied, authorization: "Bearer another-token" };
  expect((await browser.get("/metrics", wrong)).status).toBe(403);
  const right = { ...proxied, authorization: "Bearer a-token-for-metrics" };
  expect((await browser.get("/metrics", right)).status).toBe(200);
});

test("limits count the client behind a trusted proxy, and nobody makes one up without it", async () => {
  const { createLimits } = await import("../../server/http/limits.ts");
  const tight = () => createLimits({ rules: { setup: { points: 2, duration: 60 } } });
  const form = { ...admin, token: "x", workspace: "W", timeZone: "UTC" };
  const from = (ip: string) => ({ "x-forwarded-for": ip });
  let browser = await start({ limits: tight(), env: { TRUST_PROXY: 1 } });
  for (const expected of [403, 403, 429]) {
    expect((await browser.post("/api/v1/setup", form, from("203.0.113.1"))).status).toBe(expected);
  }
  expect((await browser.post("/api/v1/setup", form, from("203.0.113.2"))).status).toBe(403);
  await app!.close();
  browser = await start({ limits: tight() });
  for (const [nth, expected] of [403, 403, 429].entries()) {
    expect((await browser.post("/api/v1/setup", form, from(`203.0.113.${nth}`))).status).toBe(expected);
  }
});
