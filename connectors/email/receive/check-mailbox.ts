import { ConnectorError } from "../../contract.ts";
import { withConnection } from "./connect.ts";
import type { EmailContext } from "./email-context.ts";
import { findSentFolder } from "./watched-folders.ts";
import { connectorError, wordsOf } from "./words-of.ts";

const limitMs = 25_000;

/** Signs in and opens every folder. @throws ConnectorError with the server's own words */
export async function checkMailbox({
  settings,
  tokens,
}: Pick<EmailContext, "settings" | "tokens">): Promise<void> {
  const { folders, watchSent, sentFolder } = settings;
  const dial = { settings, tokens, signal: AbortSignal.timeout(limitMs), quietMs: limitMs };
  try {
    await withConnection(dial, async (client) => {
      const open = (path: string) => client.mailboxOpen(path, { readOnly: true });
      for (const path of folders) await open(path).catch((error) => refuse(path, error));
      if (!watchSent) return;
      const sent = sentFolder || (await findSentFolder(client));
      if (!sent)
        throw new ConnectorError("rejected", "The server names no Sent folder. Please give its name.");
      await open(sent).catch((error) => refuse(sent, error));
    });
  } catch (error) {
    throw connectorError(error);
  }
}

function refuse(path: string, error: unknown): never {
  const { kind } = connectorError(error);
  throw new ConnectorError(kind, `The folder “${path}” cannot be opened: ${wordsOf(error)}`, {
    cause: error,
  });
}
