import { type OAuthSandbox, startOAuthSandbox } from "./sandbox.ts";
import { startImap, type TestImap } from "./test-imap.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

/** A provider of mailboxes, whose servers let in whoever was given access. */
export interface TestProvider {
  oauth: OAuthSandbox;
  imap: TestImap;
  smtp: TestSmtp;
  settings: ReturnType<typeof settingsOf>;
  stop(): Promise<void>;
}

export async function startProvider(): Promise<TestProvider> {
  const oauth = await startOAuthSandbox();
  const imap = await startImap((token) => oauth.good.has(token));
  const smtp = await startSmtp((token) => oauth.good.has(token));
  return {
    oauth,
    imap,
    smtp,
    settings: settingsOf(oauth, imap, smtp),
    async stop() {
      await Promise.all([oauth.stop(), imap.stop(), smtp.stop()]);
    },
  };
}

const settingsOf = (oauth: OAuthSandbox, imap: TestImap, smtp: TestSmtp) => ({
  ...oauth.settings,
  address: "help@shop.example",
  imapHost: "127.0.0.1",
  imapPort: imap.port,
  imapSecurity: "none" as const,
  smtpHost: "127.0.0.1",
  smtpPort: smtp.port,
  smtpSecurity: "none" as const,
});
