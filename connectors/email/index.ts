import { setTimeout as delay } from "node:timers/promises";
import type { Connector } from "../contract.ts";
import { glance } from "./glance.ts";
import { accessTokensOf } from "./oauth/access-tokens.ts";
import { authorise } from "./oauth/authorise.ts";
import { readFile } from "./read-file.ts";
import { checkMailbox } from "./receive/check-mailbox.ts";
import { createReader } from "./receive/reader.ts";
import { createReceiver } from "./receive/receiver.ts";
import { readAgain } from "./receive/take-in.ts";
import { createSender } from "./send/create-sender.ts";
import { settings } from "./settings.ts";
import { verifySender } from "./verify/verify-sender.ts";

/** A channel counts as running once it is known from where on its mail is wanted, or the server is slow to say. */
const longestBeginMs = 8_000;

/** A mailbox: fetched by IMAP, answered by SMTP. */
export const email: Connector<typeof settings> = {
  id: "email",
  label: "Email",
  summary: "A mailbox of yours: what arrives is fetched by IMAP, answers go out by SMTP.",
  icon: "M3 7a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2zM3 7l9 6l9-6",
  settings,
  holdsConnection: true,
  letters: true,
  reaches: "email",
  // SMTP servers take the same Message-ID as often as it is sent.
  refusesDuplicates: false,
  reread: (context, unreadable, raw) =>
    readAgain(context, createReader(context), unreadable, Buffer.from(raw)),
  verifySender: (raw) => verifySender(raw),
  readFile,
  glance,
  authorise,
  async start(given) {
    const context = { ...given, tokens: accessTokensOf(given) };
    const sender = createSender(context);
    const receiver = createReceiver(context);
    await within(longestBeginMs, receiver.begun);
    return {
      send: sender.send,
      async check() {
        await checkMailbox(context);
        await sender.check();
      },
      async stop() {
        await Promise.all([receiver.stop(), sender.close()]);
      },
    };
  },
};

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  await Promise.race([work, delay(limitMs, undefined, { signal: limit.signal }).catch(() => {})]);
  limit.abort();
}
