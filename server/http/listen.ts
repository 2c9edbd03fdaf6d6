import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { StartError } from "../../db/start-error.ts";
import type { Env } from "../lib/env.ts";

const patienceMs = 10_000;
const lookAgainMs = 50;

/**
 * Gives the port, which the system chose when it was to be 0.
 * @throws StartError when the address cannot be had.
 */
export async function listen(server: Server, { HOST, PORT }: Pick<Env, "HOST" | "PORT">): Promise<number> {
  try {
    server.listen(PORT, HOST);
    await once(server, "listening");
  } catch (error) {
    throw new StartError(sentence(HOST, PORT, error), { cause: error });
  }
  return (server.address() as AddressInfo).port;
}

/** Finishes the requests that are in hand and takes no more; idle connections are let go at once. */
export async function closeGently(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // A connection whose answer was in hand would be kept for its client's next request.
  const idle = setInterval(() => server.closeIdleConnections(), lookAgainMs);
  const cut = setTimeout(() => server.closeAllConnections(), patienceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

function sentence(host: string, port: number, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "EADDRINUSE") return `Port ${port} is taken. Stop what uses it, or set PORT to another one.`;
  if (code === "EACCES") return `Port ${port} may not be used by this account. Set PORT to one above 1023.`;
  return `The hub cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : error}.`;
}
