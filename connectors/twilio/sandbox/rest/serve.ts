import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { Exchange } from "../exchange.ts";
import { checkFields } from "./check-fields.ts";
import type { Reply } from "./request.ts";
import { errorBody, notAuthenticated, notFound, RestError } from "./rest-error.ts";
import { findRoute } from "./routes.ts";

/** The REST interface, on loopback. */
export async function serve(exchange: Exchange, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    void answer(exchange, request).then(
      (reply) => write(response, reply),
      (error) => {
        if (!(error instanceof RestError)) console.error(error);
        const known = error instanceof RestError ? error : new RestError(500, 20500, "Internal Server Error");
        writeJson(response, known.status, errorBody(known));
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}

async function answer(exchange: Exchange, incoming: IncomingMessage): Promise<Reply> {
  const url = new URL(incoming.url ?? "/", "http://sandbox");
  const form = new URLSearchParams(await text(incoming));
  if (!isAuthenticated(exchange, incoming.headers.authorization)) throw notAuthenticated();
  const method = incoming.method === "HEAD" ? "GET" : (incoming.method ?? "GET");
  const path = decodeURIComponent(url.pathname);
  await exchange.misbehaviour.waitsFor?.(method, path);
  failByFault(exchange, method, path);
  const found = findRoute(exchange, method, path);
  if (!found) throw notFound(path);
  const { route, handler, params } = found;
  const query = url.searchParams;
  if (route !== undefined) checkFields(route, { query, form });
  return handler({ exchange, path, params, query, form });
}

function isAuthenticated(exchange: Exchange, authorization = ""): boolean {
  const expected = Buffer.from(`${exchange.accountSid}:${exchange.authToken}`).toString("base64");
  return authorization === `Basic ${expected}`;
}

function failByFault(exchange: Exchange, method: string, path: string): void {
  const index = exchange.faults.findIndex((fault) => fault.method === method && path.includes(fault.path));
  const [fault] = index < 0 ? [] : exchange.faults.splice(index, 1);
  if (fault) throw new RestError(fault.status, fault.code, fault.message);
}

function write(response: ServerResponse, reply: Reply): void {
  if ("body" in reply) writeJson(response, reply.status, reply.body);
  else if ("wav" in reply) writeWav(response, reply.wav);
  else response.writeHead(reply.status).end();
}

const writeWav = (response: ServerResponse, wav: Buffer) =>
  response.writeHead(200, { "content-type": "audio/x-wav", "content-length": wav.byteLength }).end(wav);

const writeJson = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
