import { afterEach, beforeEach, expect, test } from "vitest";
import { createFakeContext } from "../fake-context.ts";
import { email } from "../index.ts";
import { testMessage } from "../send/test-context.ts";
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

async function started(refreshToken: string) {
  const context = createFakeContext({
    ...provider.settings,
    refreshToken,
    imapPort: imap.port,
    imapSecurity: "none",
    smtpPort: smtp.port,
    smtpSecurity: "none",
    keepSent: false,
  });
  return { context, running: await email.start(context) };
}

test("one token signs in to both servers", async () => {
  const { running } = await started(provider.allow());
  await running.check?.();
  await running.send?.(testMessage());
  await running.stop();
  expect(smtp.mails).toHaveLength(1);
  expect(provider.asked).toHaveLength(1);
  const signIns = [...imap.signIns, ...smtp.signIns];
  expect(new Set(signIns.map(({ user }) => user))).toEqual(new Set(["help@shop.example"]));
  expect(new Set(signIns.map(({ token }) => token))).toEqual(provider.good);
});

test("a token that a server takes no longer is replaced", async () => {
  const { running } = await started(provider.allow());
  await running.send?.(testMessage());
  await running.check?.();
  provider.good.clear();
  await expect(running.check?.()).rejects.toMatchObject({ kind: "unauthorized" });
  await running.check?.();
  await running.stop();
  expect(provider.asked).toHaveLength(2);
});

test("SMTP that refuses an old token is given a new one at once", async () => {
  const { running } = await started(provider.allow());
  await expect.poll(() => imap.signIns.length).toBeGreaterThan(0);
  provider.good.clear();
  await running.send?.(testMessage());
  await running.stop();
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.signIns).toHaveLength(2);
});

test("withdrawn access fails a letter for good; a provider that is away lets it be tried again", async () => {
  const { running } = await started(provider.allow());
  await running.send?.(testMessage());
  provider.withdraw();
  await expect(running.check?.()).rejects.toMatchObject({ kind: "unauthorized" });
  await expect(running.send?.(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unauthorized",
    message: "The sign-in server answered: Token has been expired or revoked.",
  });
  provider.behave = (response) => void response.writeHead(503).end();
  await expect(running.send?.(testMessage())).rejects.toMatchObject({
    name: "ConnectorError",
    kind: "unavailable",
  });
  await running.stop();
  expect(smtp.mails).toHaveLength(1);
});
