import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type AccessTokens, createAccessTokens } from "../../connectors/email/oauth/access-tokens.ts";
import { startProvider, type TestProvider } from "../../connectors/email/oauth/test-provider.ts";
import { settings as emailSettings } from "../../connectors/email/settings.ts";
import { setRoutes } from "../../test/channels/routes.ts";
import { channelState } from "./channel-state.ts";
import { findRow } from "./queries.ts";
import { openSecrets } from "./settings.ts";

vi.setConfig({ testTimeout: 60_000 });

const routes = setRoutes();
let provider: TestProvider;
beforeEach(async () => {
  provider = await startProvider();
  provider.oauth.rotates = true;
});
afterEach(async () => {
  routes.hub.setClock();
  await provider.stop();
});

const connect = (refreshToken: string, more: object = {}) =>
  routes.call("POST /channels", routes.admin, {
    body: { connector: "email", name: "Mail", settings: { ...provider.settings, refreshToken, ...more } },
  });

/** How the channel signs in where it runs. */
async function tokensOf(channelId: string): Promise<AccessTokens> {
  const { deps } = routes.hub;
  const row = (await findRow(deps, channelId)) ?? expect.unreachable("it is not there");
  return createAccessTokens({
    settings: emailSettings.parse({ ...row.settings, ...openSecrets(deps, row) }),
    state: channelState(deps, channelId, undefined),
    sign: (text) => deps.sealer.sign(`channel:${channelId}`, text),
    log: deps.log,
  });
}

/** Twice, as the second time shows that the first was not the last. */
async function signsIn(tokens: AccessTokens) {
  for (let nth = 0; nth < 2; nth++) {
    const token = await tokens.get();
    expect(provider.oauth.good.has(token)).toBe(true);
    tokens.forget(token);
  }
}

test("what a check used up is made good in the channel, of which nothing else is begun", async () => {
  const { id } = await connect(provider.oauth.allow());
  const { rows } = await routes.hub.deps.pool.query("select key from channel_state where channel_id = $1", [
    id,
  ]);
  expect(rows).toEqual([{ key: expect.stringMatching(/^refreshToken /) }]);
  await signsIn(await tokensOf(id));
});

test("a check that fails leaves the next tries something to sign in with", async () => {
  const refreshToken = provider.oauth.allow();
  for (const wrong of [{ imapPort: 1 }, { smtpPort: 1 }, { folders: [""] }])
    expect(await routes.failure(connect(refreshToken, wrong))).toMatchObject({ code: "invalid" });
  const { id } = await connect(refreshToken);
  await signsIn(await tokensOf(id));
});

test("ten minutes after a failed check access is to be allowed anew", async () => {
  const refreshToken = provider.oauth.allow();
  await routes.failure(connect(refreshToken, { smtpPort: 1 }));
  routes.hub.setClock(new Date(Date.now() + 10 * 60_000));
  expect((await routes.failure(connect(refreshToken))).message).toContain("expired or revoked");
  await connect(provider.oauth.allow());
});

test("of two who connect with the same access at once one is refused, and the other's channel signs in", async () => {
  const refreshToken = provider.oauth.allow();
  await routes.failure(connect(refreshToken, { smtpPort: 1 }));
  const [one, two] = await Promise.allSettled([connect(refreshToken), connect(refreshToken)]);
  expect([one.status, two.status].sort()).toEqual(["fulfilled", "rejected"]);
  const refused = one.status === "rejected" ? one : two;
  expect(refused).toMatchObject({ reason: { code: "invalid" } });
  const made = one.status === "fulfilled" ? one.value : two.status === "fulfilled" ? two.value : undefined;
  await signsIn(await tokensOf(made?.id ?? ""));
});

test("a channel that runs signs in on while changes are checked, whether they are saved or not", async () => {
  const { id } = await connect(provider.oauth.allow());
  const running = await tokensOf(id);
  await signsIn(running);
  await routes.change(id, { settings: { fromName: "Shop" } });
  await signsIn(running);
  await routes.failure(routes.change(id, { settings: { smtpPort: 1 } }));
  await signsIn(running);
  await routes.change(id, { settings: { fromName: "Help" } });
  await signsIn(await tokensOf(id));
});

test("new access that a failed check used up serves when it is saved, and the old goes on until then", async () => {
  const { id } = await connect(provider.oauth.allow());
  const running = await tokensOf(id);
  const refreshToken = provider.oauth.allow();
  await routes.failure(routes.change(id, { settings: { refreshToken, smtpPort: 1 } }));
  await signsIn(running);
  await routes.change(id, { settings: { refreshToken } });
  await signsIn(await tokensOf(id));
});
