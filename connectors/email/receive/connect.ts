import { ImapFlow } from "imapflow";
import type { AccessTokens } from "../oauth/access-tokens.ts";
import type { Settings } from "../settings.ts";
import { imapOptions } from "./imap-options.ts";
import { connectorError } from "./words-of.ts";

export interface Dial {
  settings: Settings;
  /** Where no password signs in. */
  tokens?: AccessTokens;
  signal: AbortSignal;
  /** How long a server may say nothing that it owes an answer to. */
  quietMs: number;
}

/** A connection that is signed in, for as long as the work goes on. */
export async function withConnection<T>(dial: Dial, work: (client: ImapFlow) => Promise<T>): Promise<T> {
  const { settings, tokens, signal, quietMs } = dial;
  const token = await tokens?.get();
  signal.throwIfAborted();
  const client = new ImapFlow(imapOptions(settings, quietMs, token));
  let broken: unknown;
  // What breaks it also rejects the command that runs, with less to say.
  client.on("error", (error) => {
    broken = error;
  });
  const close = () => client.close();
  signal.addEventListener("abort", close);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    if (token && connectorError(error).kind === "unauthorized") tokens?.forget(token);
    throw broken ?? error;
  } finally {
    signal.removeEventListener("abort", close);
    client.close();
  }
}
