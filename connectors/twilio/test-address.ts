import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { RunningChannel } from "../contract.ts";
import { asResponse } from "../test-response.ts";

export interface Knock {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** What was answered. */
  status: number;
  document: string;
}

/** A public address of the connector's own. */
interface TestAddress {
  publicUrl: string;
  /** All that was asked and told there, in order. */
  knocks: Knock[];
  stop(): Promise<void>;
}

export async function startTestAddress(
  running: (url: string) => Pick<RunningChannel, "webhook">,
): Promise<TestAddress> {
  const knocks: Knock[] = [];
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse) {
    const body = await text(incoming);
    const url = `${publicUrl}${incoming.url}`;
    const headers = incoming.headers as Record<string, string>;
    const request = new Request(url, { method: incoming.method, headers, body: body || null });
    const response = await answerOf(request).catch((error) => new Response(String(error), { status: 500 }));
    const document = await response.text();
    knocks.push({ url, headers, body, status: response.status, document });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers)).end(document);
  }

  async function answerOf(request: Request): Promise<Response> {
    const given = await running(request.url).webhook?.(request, { ip: "192.0.2.1" });
    if (!given) throw new Error("It takes no webhooks.");
    return asResponse(given);
  }

  return {
    publicUrl,
    knocks,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
