import type { WebhookRequest } from "../../contract.ts";
import type { RunningNumber } from "../running-number.ts";
import { answeredElsewhere } from "./answered-elsewhere.ts";
import { arrive } from "./arrive.ts";
import { beQuiet } from "./be-quiet.ts";
import { dialled } from "./dialled.ts";
import { gathered } from "./gathered.ts";
import { goOn } from "./go-on.ts";
import { hearConference } from "./hear-conference.ts";
import { hearLeg } from "./hear-leg.ts";
import { hearRecording } from "./hear-recording.ts";
import { hearStatus } from "./hear-status.ts";
import { leftQueue } from "./left-queue.ts";
import { pickedUp } from "./picked-up.ts";
import { playHold } from "./play-hold.ts";
import { pressedInWait } from "./pressed-in-wait.ts";
import { recorded } from "./recorded.ts";
import { readSigned, type Signed } from "./signed.ts";
import { waited } from "./waited.ts";

/** Gives a document where Twilio asks for one. */
export type Handler = (running: RunningNumber, signed: Signed) => Promise<string | undefined>;

const routes = new Map<string, Handler>([
  ["/voice", arrive],
  ["/voice/next", goOn],
  ["/voice/steps", gathered],
  ["/voice/recorded", recorded],
  ["/voice/dialled", dialled],
  ["/voice/answered-elsewhere", answeredElsewhere],
  ["/voice/picked-up", pickedUp],
  ["/wait", waited],
  ["/wait/keys", pressedInWait],
  ["/wait/left", leftQueue],
  ["/status", hearStatus],
  ["/leg", hearLeg],
  ["/recording", hearRecording],
  ["/conference", hearConference],
  ["/hold", playHold],
  ["/quiet", beQuiet],
]);

/** All that Twilio asks and tells. */
export async function answerWebhook(running: RunningNumber, request: WebhookRequest): Promise<Response> {
  if (request.method !== "POST") return refuse(405, "Twilio posts here.");
  const signed = await readSigned(running, request);
  if (!signed) return refuse(403, "This is not signed by Twilio.");
  const path = /\/inbound([^?#]*)/i.exec(request.url)?.[1] ?? "";
  const handler = routes.get(path);
  if (!handler) return refuse(404, "There is nothing here.");
  const document = await handler(running, signed);
  if (document === undefined) return new Response(null, { status: 204 });
  return new Response(document, { headers: { "content-type": "text/xml" } });
}

const refuse = (status: number, words: string) => new Response(words, { status });
