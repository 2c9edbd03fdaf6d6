import type { ImapFlow } from "imapflow";
import { withConnection } from "../receive/connect.ts";
import type { EmailContext } from "../receive/email-context.ts";
import type { ComposedMail } from "./compose-mail.ts";
import type { Patience } from "./patience.ts";

/** While the server is away, no more than this waits in memory. */
const mostBytes = 100 * 1024 * 1024;
/** Gmail puts what goes through it into its Sent folder by itself. */
const keepsItself = "X-GM-EXT-1";

export interface SentFolder {
  /** Puts it there, after those before it; what cannot be put there is only logged. */
  keep(mail: ComposedMail): void;
  /** Once nothing waits any longer, or after a while. */
  close(): Promise<void>;
}

export function createSentFolder(
  { settings, tokens, log }: Pick<EmailContext, "settings" | "tokens" | "log">,
  { silenceMs, closeMs }: Patience,
): SentFolder {
  const waiting: ComposedMail[] = [];
  const stopping = new AbortController();
  let working: Promise<void> | undefined;

  async function work() {
    const dial = { settings, tokens, signal: stopping.signal, quietMs: silenceMs };
    while (waiting.length > 0)
      await withConnection(dial, append).catch((err) => tell(waiting.splice(0), { err }));
    working = undefined;
  }

  async function append(client: ImapFlow) {
    if (client.capabilities.has(keepsItself)) return void waiting.splice(0);
    const folder = settings.sentFolder || (await findSentFolder(client));
    for (let mail = waiting.shift(); mail; mail = waiting.shift())
      await appendOne(client, folder, mail).catch((err) => tell([mail], { err }));
  }

  function tell(mails: ComposedMail[], why: object) {
    const ids = mails.map(({ messageId }) => messageId);
    log.warn({ ...why, ids }, "Sent mail may be missing in the Sent folder");
  }

  return {
    keep(mail) {
      const size = [...waiting, mail].reduce((sum, { bytes }) => sum + bytes.length, 0);
      if (size > mostBytes) return tell([mail], { waiting: waiting.length });
      waiting.push(mail);
      working ??= work();
    },
    async close() {
      const timer = setTimeout(() => stopping.abort(), closeMs);
      await working;
      clearTimeout(timer);
    },
  };
}

async function appendOne(client: ImapFlow, folder: string, mail: ComposedMail) {
  // Without a connection it gives nothing and throws nothing.
  if (!(await client.append(folder, mail.copy(), ["\\Seen"]))) throw new Error("The connection was lost.");
}

async function findSentFolder(client: ImapFlow): Promise<string> {
  const folder = (await client.list()).find(({ specialUse }) => specialUse === "\\Sent");
  if (!folder) throw new Error("The server names no Sent folder.");
  return folder.path;
}
