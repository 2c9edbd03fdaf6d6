import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Request as Incoming, Response as Outgoing, RequestHandler } from "express";
import { ConnectorError, type JsonAnswer } from "../../connectors/contract.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { FindRun } from "./runner.ts";
import { largestBody, toWebRequest } from "./web-request.ts";

/** Hands the unread request to the connector, and its answer back. */
export function createDoor(deps: Pick<Deps, "publicUrl" | "log">, find: FindRun): RequestHandler {
  return async (incoming, outgoing, next) => {
    // Widgets on other sites read these answers; the errors hold nothing that is anybody's.
    outgoing.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    try {
      const answer = await ask(deps, find, incoming, outgoing);
      await give(answer, outgoing);
    } catch (error) {
      if (outgoing.destroyed) return;
      if (!outgoing.headersSent) outgoing.setHeader("Access-Control-Allow-Origin", "*");
      next(error instanceof ConnectorError ? hideWords(deps, error) : error);
    }
  };
}

async function ask(deps: Pick<Deps, "publicUrl">, find: FindRun, incoming: Incoming, outgoing: Outgoing) {
  const run = find(String(incoming.params.id));
  if (!run) throw notFound("channel");
  if (Number(incoming.headers["content-length"] ?? 0) > largestBody)
    throw new AppError("too_large", "That is too large.");
  const running = run.running();
  if (!running) throw new AppError("unavailable", "This channel does not run at the moment. Try again soon.");
  if (!running.webhook) throw notFound("channel");
  const { request, failure } = await toWebRequest(deps.publicUrl, incoming, outgoing);
  try {
    return await running.webhook(request, { ip: incoming.ip ?? "" });
  } catch (error) {
    // What went wrong with the body says more than what the connector made of it.
    throw failure() ?? error;
  }
}

async function give(answer: Response | JsonAnswer, outgoing: Outgoing) {
  if (!(answer instanceof Response)) return giveJson(answer, outgoing);
  if (outgoing.destroyed) return answer.body?.cancel();
  outgoing.statusCode = answer.status;
  for (const [name, value] of answer.headers) outgoing.appendHeader(name, value);
  if (!answer.body) return void outgoing.end();
  // Streams cost more than all the rest, and JSON is never large.
  if (isJson(answer)) return void outgoing.end(await answer.text());
  // Rejects when the client leaves or the connector's stream breaks: either way the connection is cut by then.
  await pipeline(Readable.fromWeb(answer.body as NodeStream), outgoing);
}

function giveJson({ status, headers = {}, body }: JsonAnswer, outgoing: Outgoing) {
  if (outgoing.destroyed) return;
  outgoing.writeHead(status, { ...headers, "content-type": "application/json" });
  outgoing.end(JSON.stringify(body));
}

const isJson = (answer: Response) =>
  answer.headers.get("content-type")?.startsWith("application/json") ?? false;

/** The same class at run time; the platform's types and Node's differ in a generic. */
type NodeStream = Parameters<typeof Readable.fromWeb>[0];

/** A provider's words are for agents, never for whoever knocks at the door. */
function hideWords(deps: Pick<Deps, "log">, error: ConnectorError): AppError {
  deps.log.warn({ err: error }, "A connector could not take a request");
  return new AppError("unavailable", "The channel cannot take this at the moment. Try again soon.", {
    cause: error,
  });
}
