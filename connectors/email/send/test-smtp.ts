import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Settings } from "../settings.ts";
import { testCertificate, testKey } from "./test-certificate.ts";

/** What the server does instead of going on: refuses, lets the connection drop, or says nothing at all. */
export type Reaction = { code: number; text: string } | "drop" | "silence" | undefined;

export interface Behaviour {
  connect?(): Reaction;
  login?(user: string, password: string): Reaction;
  sender?(address: string): Reaction;
  recipient?(address: string): Reaction;
  /** With the first bytes of the mail. */
  body?(): Reaction;
  /** With all of it. */
  mail?(): Reaction;
  /** What it says when it has taken a mail. */
  answer?: string;
}

export interface TakenMail {
  from: string;
  to: string[];
  bytes: Buffer;
  user: string | undefined;
  isEncrypted: boolean;
}

/** A real SMTP server of a test's own. */
export interface TestSmtp {
  /** What a channel has to be told to send through it. */
  settings: Pick<Settings, "smtpHost" | "smtpPort" | "smtpSecurity">;
  mails: TakenMail[];
  /** How many connections there were. */
  connections: number;
  behave: Behaviour;
  /** Drops all connections, as a server does after a while. */
  dropAll(): void;
  stop(): Promise<void>;
}

/** `size`: the largest mail that it says it takes, in bytes. */
export async function startSmtp(
  smtpSecurity: Settings["smtpSecurity"] = "none",
  { size }: { size?: number } = {},
): Promise<TestSmtp> {
  const server = new SMTPServer({
    ...(size && { size }),
    secure: smtpSecurity === "tls",
    disabledCommands: smtpSecurity === "starttls" ? [] : ["STARTTLS"],
    key: testKey,
    cert: testCertificate,
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect(session, done) {
      smtp.connections++;
      react(session, smtp.behave.connect?.(), done);
    },
    onAuth({ username, password }, session, done) {
      react(session, smtp.behave.login?.(username ?? "", password ?? ""), (error) =>
        done(error, { user: username }),
      );
    },
    onMailFrom({ address }, session, done) {
      react(session, smtp.behave.sender?.(address), done);
    },
    onRcptTo({ address }, session, done) {
      react(session, smtp.behave.recipient?.(address), done);
    },
    async onData(stream, session, done) {
      if (smtp.behave.body) {
        stream.once("data", () => react(session, smtp.behave.body?.(), () => {}));
        return;
      }
      const bytes = await buffer(stream);
      react(session, smtp.behave.mail?.(), (error) => {
        if (!error) smtp.mails.push(takenMail(session, bytes));
        done(error, smtp.behave.answer);
      });
    },
  });
  // Connections that end in the middle are what it is here for.
  server.on("error", () => {});

  function react(session: SMTPServerSession, reaction: Reaction, done: (error?: Error) => void) {
    if (reaction === "silence") return;
    if (reaction === "drop") return drop(session.id);
    done(reaction && Object.assign(new Error(reaction.text), { responseCode: reaction.code }));
  }

  function drop(id?: string) {
    for (const connection of server.connections)
      if (id === undefined || connection.id === id) connection._socket.destroy();
  }

  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  const smtp: TestSmtp = {
    settings: { smtpHost: "127.0.0.1", smtpPort: port, smtpSecurity },
    mails: [],
    connections: 0,
    behave: {},
    dropAll: () => drop(),
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
  return smtp;
}

function takenMail({ envelope, user, secure }: SMTPServerSession, bytes: Buffer): TakenMail {
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : "",
    to: envelope.rcptTo.map(({ address }) => address),
    bytes,
    user,
    isEncrypted: secure,
  };
}
