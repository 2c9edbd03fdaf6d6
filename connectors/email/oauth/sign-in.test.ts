import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeContext } from "../fake-context.ts";
import { email } from "../index.ts";
import { checkMailbox } from "../receive/check-mailbox.ts";
import { createSender } from "../send/create-sender.ts";
import { testMessage } from "../send/test-context.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { startProvider, type TestProvider } from "./test-provider.ts";

let provider: TestProvider;
beforeEach(async () => {
  provider = await startProvider();
});
afterEach(() => provider.stop());

const contextWith = (refreshToken: string) =>
  createFakeContext({ ...provider.settings, refreshToken, keepSent: false });

/** Nothing else goes on that could ask for a token. */
const signedIn = (refreshToken: string) => {
  const context = contextWith(refreshToken);
  return { ...context, tokens: createAccessTokens(context) };
};

test("one token signs in to both servers", async () => {
  const running = await email.start(contextWith(provider.oauth.allow()));
  await running.check?.();
  await running.send?.(testMessage());
  await running.stop();
  expect(provider.smtp.mails).toHaveLength(1);
  expect(provider.oauth.asked).toHaveLength(1);
  const signIns = [...provider.imap.signIns, ...provider.smtp.signIns];
  expect(new Set(signIns.map(({ user }) => user))).toEqual(new Set(["help@shop.example"]));
  expect(new Set(signIns.map(({ token }) => token))).toEqual(provider.oauth.good);
});

test("a token that IMAP takes no longer is replaced when it is tried again", async () => {
  const context = signedIn(provider.oauth.allow());
  await checkMailbox(context);
  provider.oauth.good.clear();
  await expect(checkMailbox(context)).rejects.toMatchObject({ kind: "unauthorized" });
  await checkMailbox(context);
  expect(provider.oauth.asked).toHaveLength(2);
});

test("SMTP that refuses an old token is given a new one at once", async () => {
  const context = signedIn(provider.oauth.allow());
  const sender = createSender(context);
  await context.tokens.get();
  provider.oauth.good.clear();
  await sender.send(testMessage());
  await sender.close();
  expect(provider.smtp.mails).toHaveLength(1);
  expect(provider.smtp.signIns).toHaveLength(2);
});

test("withdrawn access fails a letter; a provider that is away lets it be tried again", async () => {
  const context = signedIn(provider.oauth.allow());
  const sender = createSender(context);
  provider.oauth.withdraw();
  await expect(sender.send(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  provider.oauth.behave = (response) => void response.writeHead(503).end();
  await expect(sender.send(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unavailable",
  });
  await sender.close();
  expect(provider.smtp.signIns).toEqual([]);
});
