import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** An SMTP server that lets in whoever has a good token (XOAUTH2) and nobody else. */
export interface TestSmtp {
  port: number;
  signIns: { user: string; token: string }[];
  mails: Buffer[];
  stop(): Promise<void>;
}

export async function startSmtp(isGood: (token: string) => boolean): Promise<TestSmtp> {
  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    authMethods: ["XOAUTH2"],
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth({ username = "", accessToken = "" }, _session, done) {
      smtp.signIns.push({ user: username, token: accessToken });
      if (isGood(accessToken)) return done(null, { user: username });
      done(null, { data: { status: "400", schemes: "bearer" } });
    },
    async onData(stream, _session, done) {
      smtp.mails.push(await buffer(stream));
      done();
    },
  });
  server.on("error", () => {});
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const smtp: TestSmtp = {
    port: (server.server.address() as AddressInfo).port,
    signIns: [],
    mails: [],
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return smtp;
}
