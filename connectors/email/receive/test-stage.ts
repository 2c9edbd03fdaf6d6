import type { InboundMessage } from "../../contract.ts";
import { createFakeContext, type FakeContext } from "../fake-context.ts";
import type { Settings } from "../settings.ts";
import { startDovecot, type TestDovecot } from "../test-dovecot.ts";
import { startLine } from "../test-line.ts";
import type { Times } from "./parts.ts";
import { createReceiver } from "./receiver.ts";

const quick = { retryMs: 10, longestRetryMs: 50, giveUpMs: 0 };

/** A Dovecot with mailboxes, and what receives them; for tests. */
export interface Stage {
  dovecot: TestDovecot;
  /** A context for a user's mailbox, which is received until the stage ends or `stop` is called. */
  receive(user: string, given?: Partial<Settings>, times?: Partial<Times>): Receiving;
  receiveInto(context: FakeContext, times?: Partial<Times>): Receiving;
  end(): Promise<void>;
}

export interface Receiving {
  context: FakeContext;
  subjects(): (string | undefined)[];
  stop(): Promise<void>;
}

export async function setStage(program: string): Promise<Stage> {
  const dovecot = await startDovecot(program);
  const all: Receiving[] = [];
  const stage: Stage = {
    dovecot,
    receive: (user, given, times) =>
      stage.receiveInto(createFakeContext({ ...dovecot.settingsFor(user), ...given }), times),
    receiveInto(context, times) {
      const receiver = createReceiver(context, { ...quick, ...times });
      const receiving = {
        context,
        subjects: () => messagesOf(context).map(({ subject }) => subject),
        stop: receiver.stop,
      };
      all.push(receiving);
      return receiving;
    },
    async end() {
      await Promise.all(all.map(({ stop }) => stop()));
      await dovecot.stop();
    },
  };
  return stage;
}

export const messagesOf = (context: FakeContext): InboundMessage[] =>
  context.received.filter((inbound) => inbound.type === "message");

interface Mail {
  subject?: string;
  from?: string;
  to?: string;
  id?: string;
  body?: string;
  date?: string;
  fields?: string[];
}

export const mailOf = (given: Mail): string =>
  [
    `From: ${given.from ?? "Ann <ann@client.example>"}`,
    `To: ${given.to ?? "help@shop.example"}`,
    `Subject: ${given.subject ?? "A question"}`,
    `Date: ${given.date ?? "Fri, 20 Nov 2026 09:00:00 +0000"}`,
    ...(given.id ? [`Message-ID: <${given.id}>`] : []),
    ...(given.fields ?? []),
    "",
    given.body ?? "Where is my parcel?",
    "",
  ].join("\r\n");

/** Mails numbered from 1; the number is the subject. */
export const mails = (count: number): string[] =>
  Array.from({ length: count }, (_, at) =>
    mailOf({ subject: `${at + 1}`, id: `${at + 1}@client.example`, body: `Number ${at + 1}. `.repeat(40) }),
  );

export const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at + 1}`);

/** Leads to a port, and hangs up on everybody once the server has said so many bytes. */
export const startMiserly = (target: number, bytes: number) =>
  startLine(target, (near, far) => {
    let said = 0;
    near.pipe(far);
    far.on("data", (chunk: Buffer) => {
      const rest = bytes - said;
      said += chunk.length;
      if (said < bytes) near.write(chunk);
      else near.write(chunk.subarray(0, rest), () => near.destroy());
    });
  });
