import { pipeline } from "node:stream";
import {
  createTransport as createNodemailer,
  type SMTPPoolSentMessageInfo,
  type XOAuth2Options,
} from "nodemailer";
import type { AccessTokens } from "../oauth/access-tokens.ts";
import type { Settings } from "../settings.ts";
import type { ComposedMail } from "./compose-mail.ts";
import { failureOf } from "./failure-of.ts";
import { inPieces } from "./in-pieces.ts";
import type { Patience } from "./patience.ts";

export interface Transport {
  /** @throws ConnectorError where the server surely did not take it; any other error where nobody knows. */
  send(mail: ComposedMail): Promise<SMTPPoolSentMessageInfo>;
  /** @throws ConnectorError */
  verify(): Promise<void>;
  /** What is being sent goes on. */
  close(): void;
}

export function createTransport(settings: Settings, patience: Patience, tokens?: AccessTokens): Transport {
  /** Mails of which the server may have got the last byte. */
  const handedOver = new WeakSet<object>();
  const nodemailer = createNodemailer({
    pool: true,
    host: settings.smtpHost,
    port: settings.smtpPort,
    ...securityOf(settings),
    ...signInOf(settings, tokens),
    maxConnections: 3,
    // Only for what a server that let a connection go has not begun to read.
    maxRequeues: 3,
    connectionTimeout: patience.connectMs,
    greetingTimeout: patience.connectMs,
    dnsTimeout: patience.connectMs,
    socketTimeout: patience.silenceMs,
  });
  nodemailer.use("stream", ({ data, message }, done) => {
    message.processFunc((mail) =>
      pipeline(mail, inPieces(), () => {}).once("end", () => handedOver.add(data.raw as Buffer)),
    );
    done();
  });

  return {
    async send({ envelope, bytes }) {
      const recipients = envelope.to.map((address) => ({ address, name: "" }));
      // Asked for later, why there is none would be lost.
      await tokens?.get();
      try {
        return await nodemailer.sendMail({
          raw: bytes,
          envelope: { from: envelope.from, to: recipients, size: bytes.length },
          signal: AbortSignal.timeout(patience.messageMs),
        });
      } catch (error) {
        throw failureOf(error, handedOver.has(bytes));
      }
    },
    async verify() {
      await tokens?.get();
      try {
        await nodemailer.verify();
      } catch (error) {
        throw failureOf(error, false);
      }
    },
    close: () => nodemailer.close(),
  };
}

function signInOf({ user, address, password }: Settings, tokens: AccessTokens | undefined) {
  const name = user || address;
  if (!tokens) return password && { auth: { user: name, pass: password } };
  return { auth: { type: "OAuth2" as const, user: name, provisionCallback: provision(tokens) } };
}

/** Told that each is old already, nodemailer asks again each time; renewing is not its business. */
function provision(tokens: AccessTokens): NonNullable<XOAuth2Options["provisionCallback"]> {
  let last: string | undefined;
  return async (_user, isRefused, done) => {
    try {
      if (isRefused && last) tokens.forget(last);
      last = await tokens.get();
      done(null, last, 1);
    } catch (error) {
      done(error as Error);
    }
  };
}

function securityOf({ smtpSecurity }: Settings) {
  if (smtpSecurity === "tls") return { secure: true };
  return smtpSecurity === "starttls"
    ? { secure: false, requireTLS: true }
    : { secure: false, ignoreTLS: true };
}
