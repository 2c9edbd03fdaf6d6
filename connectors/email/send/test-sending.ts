import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Letter, Outbound } from "../../contract.ts";
import type { Settings } from "../settings.ts";
import { startDovecot, type TestDovecot } from "../test-dovecot.ts";
import { createSender } from "./create-sender.ts";
import { type Patience, usualPatience } from "./patience.ts";
import { type TestContext, testContext, testMessage } from "./test-context.ts";
import { startSmtp, type TestSmtp } from "./test-smtp.ts";

/** What sends and keeps what it sent, from a mailbox of each test's own; there while tests run. */
export interface Sending {
  dovecot: TestDovecot;
  smtp: TestSmtp;
  user: string;
  /** Of what was opened last. */
  context: TestContext;
  open(given?: Partial<Settings>, patience?: Partial<Patience>): Sender;
  /** The ids that the log gave up. */
  missing(): unknown[];
  /** What lies there. */
  folder(path: string): Promise<{ source: Buffer; flags: string[] }[]>;
}

interface Sender {
  send(
    message?: Partial<Outbound>,
    letter?: Partial<Letter>,
  ): ReturnType<ReturnType<typeof createSender>["send"]>;
  close(): Promise<void>;
}

/** `program`: Dovecot's, where it is installed. */
export function setSending(program: string | undefined): Sending {
  const sending = {} as Sending;
  let users = 0;

  beforeAll(async () => {
    if (program) sending.dovecot = await startDovecot(program);
    // Dovecot looks for new users once a second only.
    for (let nth = 0; nth < 10; nth++) sending.dovecot?.settingsFor(`user${nth}`);
    sending.smtp = await startSmtp();
  });
  afterAll(async () => {
    await sending.dovecot?.stop();
    await sending.smtp?.stop();
  });
  beforeEach(() => {
    sending.smtp.mails.length = 0;
    sending.user = `user${users++}`;
  });

  sending.open = (given = {}, patience = {}) => {
    const { dovecot, smtp, user } = sending;
    const context = testContext({ ...dovecot.settingsFor(user), ...smtp.settings, keepSent: true, ...given });
    const sender = createSender(context, { ...usualPatience, ...patience });
    sending.context = context;
    return {
      send: (message, letter) => sender.send(testMessage(message, letter)),
      close: () => sender.close(),
    };
  };
  sending.missing = () =>
    sending.context.warnings.flatMap(({ message, fields }) =>
      message === "Sent mail may be missing in the Sent folder" && "ids" in fields ? [fields.ids] : [],
    );
  sending.folder = (path) =>
    sending.dovecot.withClient(sending.user, async (client) => {
      const mails: { source: Buffer; flags: string[] }[] = [];
      if ((await client.mailboxOpen(path, { readOnly: true })).exists === 0) return mails;
      for await (const { source = Buffer.alloc(0), flags = [] } of client.fetch("1:*", {
        source: true,
        flags: true,
      }))
        mails.push({ source, flags: [...flags] });
      return mails;
    });
  return sending;
}
