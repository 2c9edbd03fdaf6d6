import { afterEach, beforeEach, expect, test } from "vitest";
import { ConnectorError } from "../../contract.ts";
import { createFakeContext } from "../fake-context.ts";
import { accessTokensOf, createAccessTokens } from "./access-tokens.ts";
import { type OAuthSandbox, startOAuthSandbox } from "./sandbox.ts";

let provider: OAuthSandbox;
beforeEach(async () => {
  provider = await startOAuthSandbox();
});
afterEach(() => provider.stop());

const contextWith = (refreshToken: string) => createFakeContext({ ...provider.settings, refreshToken });
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable("it went through"),
    (error) => error,
  );

test("one access token serves until shortly before its end", async () => {
  let at = 0;
  const tokens = createAccessTokens(contextWith(provider.allow()), () => at);
  const first = await tokens.get();
  expect(provider.good.has(first)).toBe(true);
  at = 3_400_000;
  expect(await tokens.get()).toBe(first);
  at = 3_550_000;
  expect(await tokens.get()).not.toBe(first);
  expect(provider.asked).toHaveLength(2);
});

test("who asks at the same time waits for the same answer", async () => {
  const tokens = createAccessTokens(contextWith(provider.allow()));
  const all = await Promise.all([tokens.get(), tokens.get(), tokens.get()]);
  expect(new Set(all).size).toBe(1);
  expect(provider.asked).toHaveLength(1);
});

test("one that a server did not take is fetched anew, and the newer one stays", async () => {
  const tokens = createAccessTokens(contextWith(provider.allow()));
  const first = await tokens.get();
  tokens.forget(first);
  const second = await tokens.get();
  expect(second).not.toBe(first);
  tokens.forget(first);
  expect(await tokens.get()).toBe(second);
});

test("a provider that changes refresh tokens is followed, over restarts too", async () => {
  provider.rotates = true;
  const context = contextWith(provider.allow());
  const tokens = createAccessTokens(context);
  tokens.forget(await tokens.get());
  await tokens.get();
  await createAccessTokens(context).get();
  const given = provider.asked.map((grant) => grant.get("refresh_token"));
  expect(new Set(given).size).toBe(3);
  for (const token of given.slice(1)) expect(JSON.stringify([...context.kept])).not.toContain(token);
});

test("access that is allowed anew counts before what was kept of the old", async () => {
  provider.rotates = true;
  const context = contextWith(provider.allow());
  await createAccessTokens(context).get();
  context.settings = { ...context.settings, refreshToken: provider.allow() };
  await createAccessTokens(context).get();
  expect(provider.asked[1]?.get("refresh_token")).toBe(context.settings.refreshToken);
});

test("what another node's turn keeps from being kept is used all the same", async () => {
  provider.rotates = true;
  const context = contextWith(provider.allow());
  context.isSuperseded = true;
  const tokens = createAccessTokens(context);
  for (let nth = 0; nth < 2; nth++) {
    const token = await tokens.get();
    expect(provider.good.has(token)).toBe(true);
    tokens.forget(token);
  }
  expect(context.warnings[0]).toBe("A new refresh token could not be kept");
});

test("withdrawn access is an error in the provider's own words, and is asked for again later", async () => {
  const refreshToken = provider.allow();
  const tokens = createAccessTokens(contextWith(refreshToken));
  provider.withdraw();
  const error = await failure(tokens.get());
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error).toMatchObject({
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  expect(error.message).not.toContain(refreshToken);
  await failure(tokens.get());
  expect(provider.asked).toHaveLength(2);
});

test.each([
  [429, '{"error":"slow_down"}', "rate_limited"],
  [503, "<h1>Down</h1>", "unavailable"],
  [400, '{"error":"temporarily_unavailable"}', "unavailable"],
  [401, '{"error":"invalid_client"}', "unauthorized"],
  [404, "", "rejected"],
  [200, "{}", "rejected"],
  [200, "[", "rejected"],
  [200, `{"access_token":"${"x".repeat(200_000)}"}`, "rejected"],
  [302, "", "rejected"],
])("an answer %i %s is %s", async (status, body, kind) => {
  provider.behave = (response) =>
    void response
      .writeHead(status, { "retry-after": "7", location: provider.settings.exchangeUrl })
      .end(body);
  const error = await failure(createAccessTokens(contextWith("r")).get());
  expect(error).toBeInstanceOf(ConnectorError);
  expect(error.kind).toBe(kind);
  expect(provider.asked).toHaveLength(1);
});

test("a provider that is away is unavailable", async () => {
  const context = contextWith("r");
  provider.behave = (response) => response.destroy();
  expect(await failure(createAccessTokens(context).get())).toMatchObject({ kind: "unavailable" });
});

test("without access there is nothing to ask for, and with a password no need", async () => {
  expect(await failure(createAccessTokens(contextWith("")).get())).toMatchObject({ kind: "unauthorized" });
  expect(provider.asked).toHaveLength(0);
  expect(accessTokensOf(createFakeContext())).toBeUndefined();
});
