import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeContext } from "../fake-context.ts";
import { email } from "../index.ts";
import { checkMailbox } from "../receive/check-mailbox.ts";
import { createSender } from "../send/create-sender.ts";
import { testMessage } from "../send/test-context.ts";
import { createAccessTokens } from "./access-tokens.ts";
import { type OAuthSandbox, startOAuthSandbox } from "./sandbox.ts";
import { startImap, type TestImap } from "./test-imap.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

let provider: OAuthSandbox;
let imap: TestImap;
let smtp: TestSmtp;
beforeEach(async () => {
  provider = await startOAuthSandbox();
  imap = await startImap((token) => provider.good.has(token));
  smtp = await startSmtp((token) => provider.good.has(token));
});
afterEach(() => Promise.all([provider.stop(), imap.stop(), smtp.stop()]));

const contextWith = (refreshToken: string) =>
  createFakeContext({
    ...provider.settings,
    refreshToken,
    imapPort: imap.port,
    imapSecurity: "none",
    smtpPort: smtp.port,
    smtpSecurity: "none",
    keepSent: false,
  });

/** Nothing else goes on that could ask for a token. */
const signedIn = (refreshToken: string) => {
  const context = contextWith(refreshToken);
  return { ...context, tokens: createAccessTokens(context) };
};

test("one token signs in to both servers", async () => {
  const running = await email.start(contextWith(provider.allow()));
  await running.check?.();
  await running.send?.(testMessage());
  await running.stop();
  expect(smtp.mails).toHaveLength(1);
  expect(provider.asked).toHaveLength(1);
  const signIns = [...imap.signIns, ...smtp.signIns];
  expect(new Set(signIns.map(({ user }) => user))).toEqual(new Set(["help@shop.example"]));
  expect(new Set(signIns.map(({ token }) => token))).toEqual(provider.good);
});

test("a token that IMAP takes no longer is replaced when it is tried again", async () => {
  const context = signedIn(provider.allow());
  await checkMailbox(context);
  provider.good.clear();
  await expect(checkMailbox(context)).rejects.toMatchObject({ kind: "unauthorized" });
  await checkMailbox(context);
  expect(provider.asked).toHaveLength(2);
});

test("SMTP that refuses an old token is given a new one at once", async () => {
  const context = signedIn(provider.allow());
  const sender = createSender(context);
  await context.tokens.get();
  provider.good.clear();
  await sender.send(testMessage());
  await sender.close();
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.signIns).toHaveLength(2);
});

test("withdrawn access fails a letter; a provider that is away lets it be tried again", async () => {
  const context = signedIn(provider.allow());
  const sender = createSender(context);
  provider.withdraw();
  await expect(sender.send(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  provider.behave = (response) => void response.writeHead(503).end();
  await expect(sender.send(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unavailable",
  });
  await sender.close();
  expect(smtp.signIns).toEqual([]);
});
