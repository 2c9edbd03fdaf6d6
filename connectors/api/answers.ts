import { type ConnectorContext, ConnectorError, type Outbound, type Sent } from "../contract.ts";
import { fileLink } from "./file-links.ts";
import type { Answer, Post } from "./post.ts";
import type { Settings } from "./settings.ts";
import { sign, signatureHeader } from "./signature.ts";

type Context = ConnectorContext<Settings>;

/** Posts an answer to the webhook. @throws ConnectorError with the receiver's own words */
export async function sendAnswer(context: Context, post: Post, message: Outbound): Promise<Sent> {
  if (!context.settings.webhookUrl) {
    throw new ConnectorError("rejected", "This channel has no webhook address, so it takes no answers.");
  }
  const answer = await deliver(context, post, message.key, {
    type: "message",
    id: message.key,
    channelId: context.channelId,
    conversationId: message.conversationId,
    thread: message.thread,
    to: message.to,
    text: message.text,
    files: message.files.map(({ id, name, contentType, size }) => ({
      id,
      name,
      contentType,
      size,
      url: fileLink(context, message.thread, id),
    })),
    author: { name: message.author.name },
    createdAt: message.createdAt,
  });
  return { externalId: idIn(answer.body), detail: `HTTP ${answer.status}` };
}

/** Posts `{"type":"check"}`, which a receiver answers with any 2xx. */
export async function check(context: Context, post: Post): Promise<void> {
  if (context.settings.webhookUrl)
    await deliver(context, post, undefined, { type: "check", channelId: context.channelId });
}

async function deliver(
  { settings }: Context,
  post: Post,
  key: string | undefined,
  payload: object,
): Promise<Answer> {
  const body = JSON.stringify(payload);
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    "User-Agent": "Switchboard",
    [signatureHeader]: sign(settings.signingSecret, body, new Date()),
  };
  if (key) headers["Idempotency-Key"] = key;
  const answer = await post(settings.webhookUrl, headers, body);
  if (answer.status < 200 || answer.status > 299) throw refusal(answer);
  return answer;
}

function refusal({ status, body, retryAfterMs }: Answer): ConnectorError {
  const words = wordsIn(body);
  const message = `The webhook answered ${status}${words ? `: ${words}` : "."}`;
  if (status === 429) return new ConnectorError("rate_limited", message, { retryAfterMs });
  if (status === 408 || status >= 500) return new ConnectorError("unavailable", message, { retryAfterMs });
  if (status === 401 || status === 403) return new ConnectorError("unauthorized", message);
  if (status >= 300 && status < 400) {
    return new ConnectorError(
      "rejected",
      `The webhook answered ${status}, a redirect, which is not followed.`,
    );
  }
  return new ConnectorError("rejected", message);
}

/** `{"message"}`, `{"error"}` and `{"error":{"message"}}` are what most systems answer; else the text itself. */
function wordsIn(body: string): string {
  const json = parse(body);
  const error = property(json, "error");
  const found = [property(error, "message"), error, property(json, "message"), json ? undefined : body];
  const words = found.find((value) => typeof value === "string") ?? "";
  return words
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, 300);
}

/** The receiver may name the message, and speak of it by that name in receipts. */
function idIn(body: string): string | undefined {
  const id = property(parse(body), "id");
  const isUsable =
    typeof id === "string" && id.length > 0 && id.length <= 300 && id.isWellFormed() && !id.includes("\0");
  return isUsable ? id : undefined;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const property = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && key in value
    ? (value as Record<string, unknown>)[key]
    : undefined;
