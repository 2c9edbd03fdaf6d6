import { setTimeout as delay } from "node:timers/promises";
import type { ImapFlow } from "imapflow";
import { withConnection } from "../receive/connect.ts";
import type { EmailContext } from "../receive/email-context.ts";
import { connectorError } from "../receive/words-of.ts";
import type { ComposedMail } from "./compose-mail.ts";
import type { Patience } from "./patience.ts";
import { type Copy, isFinal, putInFolder } from "./put-in-folder.ts";

/** While the server is away, no more than this waits in memory. */
const mostBytes = 100 * 1024 * 1024;
/** Gmail puts what goes through it into its Sent folder by itself. */
const keepsItself = "X-GM-EXT-1";

export interface SentFolder {
  /** Puts it there, after ever longer waits where that fails; what cannot be put there is only logged. */
  keep(mail: ComposedMail): void;
  /** Once nothing waits any longer, or the last try has failed, or after a while. */
  close(): Promise<void>;
}

export function createSentFolder(
  { settings, tokens, log }: Pick<EmailContext, "settings" | "tokens" | "log">,
  { silenceMs, closeMs, retryMs, longestRetryMs }: Patience,
): SentFolder {
  const waiting: Copy[] = [];
  const closing = new AbortController();
  const ended = new AbortController();
  let failures = 0;
  let working: Promise<void> | undefined;

  async function work() {
    const dial = { settings, tokens, signal: ended.signal, quietMs: silenceMs };
    while (waiting.length > 0) {
      const isLast = closing.signal.aborted;
      try {
        await withConnection(dial, putAll);
      } catch (err) {
        if (isLast) tell(waiting.splice(0), { err });
        else await pause(err);
      }
    }
    working = undefined;
  }

  async function putAll(client: ImapFlow) {
    if (client.capabilities.has(keepsItself)) return void waiting.splice(0);
    const folder = settings.sentFolder || (await findSentFolder(client));
    for (let [copy] = waiting; copy; [copy] = waiting) {
      await putInFolder(client, folder, copy).catch((err) => fail(copy as Copy, err));
      waiting.splice(waiting.indexOf(copy), 1);
      failures = 0;
    }
  }

  function fail(copy: Copy, err: unknown) {
    if (isFinal(err)) return tell([copy], { err });
    // Should it be to blame, those behind it do not wait for it.
    waiting.push(...waiting.splice(waiting.indexOf(copy), 1));
    throw err;
  }

  async function pause(err: unknown) {
    log.warn({ err, waiting: waiting.length }, "Sent mail could not be put in the Sent folder yet");
    const exponential = Math.min(retryMs * 2 ** Math.min(failures++, 20), longestRetryMs);
    // Asked again and again with a wrong password, many servers lock the account.
    const wait = connectorError(err).kind === "unauthorized" ? longestRetryMs : exponential;
    await delay(wait * (0.5 + Math.random() / 2), undefined, { signal: closing.signal }).catch(() => {});
  }

  function tell(copies: Copy[], why: object) {
    const ids = copies.map(({ mail }) => mail.messageId);
    log.warn({ ...why, ids }, "Sent mail may be missing in the Sent folder");
  }

  return {
    keep(mail) {
      const copy = { mail, isTried: false };
      const size = [...waiting, copy].reduce((sum, each) => sum + each.mail.bytes.length, 0);
      if (size > mostBytes) return tell([copy], { waiting: waiting.length });
      waiting.push(copy);
      working ??= work();
    },
    async close() {
      closing.abort();
      const timer = setTimeout(() => ended.abort(), closeMs);
      await working;
      clearTimeout(timer);
    },
  };
}

async function findSentFolder(client: ImapFlow): Promise<string> {
  const folder = (await client.list()).find(({ specialUse }) => specialUse === "\\Sent");
  if (!folder) throw new Error("The server names no Sent folder.");
  return folder.path;
}
