import type { Exchange } from "../exchange.ts";
import { sendHeld } from "../webhooks/hold-callbacks.ts";
import {
  type Endpoint,
  type Fields,
  makeWebhook,
  NoAnswer,
  sendWebhook,
  type WebhookAnswer,
} from "../webhooks/send-webhook.ts";
import { type Document, DocumentError, readDocument } from "./document.ts";

const xmlTypes = ["text/xml", "application/xml", "text/html"];

/** Asks where to go on. @throws DocumentError */
export async function fetchDocument(exchange: Exchange, from: Endpoint, fields: Fields): Promise<Document> {
  const answer = await ask(exchange, from, fields);
  if (answer.contentType.startsWith("audio/")) return { from, verbs: [], sound: answer.body, faults: [] };
  const text = answer.body.toString("utf8");
  if (answer.contentType === "text/plain")
    return { from, verbs: [{ name: "Say", attributes: {}, children: [text] }], faults: [] };
  if (answer.status === 204 || text.trim() === "") return { from, verbs: [], faults: [] };
  if (!xmlTypes.includes(answer.contentType))
    throw new DocumentError(12300, `The content type "${answer.contentType}" is no TwiML.`, from.url);
  return readDocument(text, from);
}

/** Fetches a file of sound. @throws DocumentError */
export async function fetchSound(exchange: Exchange, url: string): Promise<Buffer> {
  const answer = await ask(exchange, { url, method: "GET" }, {});
  if (!answer.contentType.startsWith("audio/"))
    throw new DocumentError(12300, `The content type "${answer.contentType}" is no sound.`, url);
  return answer.body;
}

async function ask(exchange: Exchange, from: Endpoint, fields: Fields): Promise<WebhookAnswer> {
  const webhook = makeWebhook(from, fields);
  try {
    if (exchange.misbehaviour.documentsTwice) await sendWebhook(exchange, webhook);
    const { held } = exchange;
    const answer = await (held?.holdsDocuments ? sendHeld(held, webhook) : sendWebhook(exchange, webhook));
    if (answer.status < 300) return answer;
    throw new DocumentError(11200, `The webhook answered ${answer.status}.`, from.url);
  } catch (error) {
    if (error instanceof NoAnswer) throw new DocumentError(11200, error.message, from.url);
    if (error instanceof TypeError) throw new DocumentError(11100, "The address is not valid.", from.url);
    throw error;
  }
}
