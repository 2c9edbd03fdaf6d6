import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ConnectorError, type JsonAnswer } from "../../connectors/contract.ts";
import { answerError } from "../http/error-handler.ts";
import type { Door } from "../http/front.ts";
import { writeJson } from "../http/write-json.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { FindRun } from "./runner.ts";
import { largestBody, toWebRequest } from "./web-request.ts";

/** Hands the unread request to the connector, and its answer back. */
export function createDoor(deps: Pick<Deps, "publicUrl" | "log">, find: FindRun): Door {
  return async (incoming, outgoing, { channelId, ip, headers: usual }) => {
    // Widgets on other sites read these answers; the errors hold nothing that is anybody's.
    const headers = { ...usual, "cross-origin-resource-policy": "cross-origin" };
    try {
      const answer = await ask(deps, find(channelId), incoming, ip);
      if (answer instanceof Response) await give(answer, outgoing, headers);
      else giveJson(answer, outgoing, headers);
    } catch (error) {
      if (outgoing.destroyed) return;
      answerError(deps.log, outgoing, answerable(deps, error), {
        ...headers,
        "access-control-allow-origin": "*",
      });
    }
  };
}

async function ask(
  deps: Pick<Deps, "publicUrl">,
  run: ReturnType<FindRun>,
  incoming: IncomingMessage,
  ip: string,
): Promise<Response | JsonAnswer> {
  if (!run) throw notFound("channel");
  if (Number(incoming.headers["content-length"] ?? 0) > largestBody)
    throw new AppError("too_large", "That is too large.");
  const running = run.running();
  if (!running) throw new AppError("unavailable", "This channel does not run at the moment. Try again soon.");
  if (!running.webhook) throw notFound("channel");
  const { request, failure } = await toWebRequest(deps.publicUrl, incoming);
  try {
    return await running.webhook(request, { ip });
  } catch (error) {
    // What went wrong with the body says more than what the connector made of it.
    throw failure?.() ?? error;
  }
}

async function give(answer: Response, outgoing: ServerResponse, headers: Record<string, string>) {
  if (outgoing.destroyed) return answer.body?.cancel();
  outgoing.statusCode = answer.status;
  for (const [name, value] of Object.entries(headers)) outgoing.setHeader(name, value);
  for (const [name, value] of answer.headers) outgoing.appendHeader(name, value);
  if (!answer.body) return void outgoing.end();
  // Streams cost more than all the rest, and JSON is never large.
  if (isJson(answer)) return void outgoing.end(await answer.text());
  // Rejects when the client leaves or the connector's stream breaks: either way the connection is cut by then.
  await pipeline(Readable.fromWeb(answer.body as NodeStream), outgoing);
}

function giveJson(answer: JsonAnswer, outgoing: ServerResponse, headers: Record<string, string>) {
  if (!outgoing.destroyed) writeJson(outgoing, answer.status, { ...headers, ...answer.headers }, answer.body);
}

const isJson = (answer: Response) =>
  answer.headers.get("content-type")?.startsWith("application/json") ?? false;

/** The same class at run time; the platform's types and Node's differ in a generic. */
type NodeStream = Parameters<typeof Readable.fromWeb>[0];

/** What the hub itself refused is for whoever sent it. */
function answerable(deps: Pick<Deps, "log">, error: unknown): unknown {
  if (!(error instanceof ConnectorError)) return error;
  return error.cause instanceof AppError ? error.cause : hideWords(deps, error);
}

/** A provider's words are for agents, never for whoever knocks at the door. */
function hideWords(deps: Pick<Deps, "log">, error: ConnectorError): AppError {
  deps.log.warn({ err: error }, "A connector could not take a request");
  return new AppError("unavailable", "The channel cannot take this at the moment. Try again soon.", {
    cause: error,
  });
}
