import { createHash } from "node:crypto";
import { done, json, Refusal } from "./answer.ts";
import { readJson } from "./body.ts";
import { addressKey, type Chat } from "./chat.ts";
import { openSeal } from "./files.ts";
import type { Ask, VisitorAsk } from "./http.ts";
import { requireDetails, senderOf } from "./sender.ts";
import { After, DetailsAsk, MessageAsk, ReadAsk } from "./shapes.ts";
import { presentItem } from "./timeline.ts";
import { type Visitor, writeToken } from "./token.ts";
import type { MessageTaken, Pass, Timeline } from "./wire.ts";

/** Answers only once the message is kept for good. */
export async function postMessage({ chat, request, ip, visitor }: VisitorAsk): Promise<Response> {
  const { context } = chat;
  takeMessage(chat, visitor, ip);
  requireDetails(visitor.details ?? {}, context.settings);
  const ask = await readJson(request, MessageAsk);
  const { duplicate } = await context.receive({
    type: "message",
    // Under the visitor's own id, so that nobody can use up another's keys.
    externalId: `${visitor.id}:${ask.key}`,
    thread: visitor.id,
    from: senderOf(visitor, context.channelId),
    text: ask.text,
    ...(ask.files.length > 0 && { files: ask.files.map((file) => openSeal(file, visitor, context.sign)) }),
    ...(ask.visit && { visit: ask.visit }),
  });
  return json({ key: ask.key, isDuplicate: duplicate } satisfies MessageTaken, duplicate ? 200 : 201);
}

export async function getTimeline({ chat, url, visitor }: VisitorAsk): Promise<Response> {
  chat.limits.visitorReads.take(visitor.id);
  const after = After.safeParse(url.searchParams.get("after") ?? undefined);
  if (!after.success) throw new Refusal("invalid", "`after` is not an item's id.");
  const items = await chat.context.timeline(visitor.id, after.data);
  // What people inside moved here from elsewhere may be older than he is, and somebody else's.
  const own = items.filter((item) => Date.parse(item.at) >= visitor.since);
  return json({ items: own.map((item) => presentItem(item, visitor.id, chat.context)) } satisfies Timeline);
}

export async function postRead({ chat, request, visitor }: VisitorAsk): Promise<Response> {
  chat.limits.visitorReads.take(visitor.id);
  await noteReceipt(chat, visitor.id, await readJson(request, ReadAsk));
  return done();
}

/** The form before the chat: what he says goes into his token, so that every message carries it. */
export async function postDetails({ chat, request, ip, visitor }: VisitorAsk): Promise<Response> {
  const { context } = chat;
  takeMessage(chat, visitor, ip);
  const { details, visit } = await readJson(request, DetailsAsk);
  requireDetails(details, context.settings);
  const known: Visitor = { ...visitor, details };
  const from = senderOf(known, context.channelId);
  if (from.name || from.claims) {
    const digest = createHash("sha256").update(JSON.stringify(details)).digest("hex").slice(0, 16);
    const externalId = `${visitor.id}:details:${digest}`;
    await context.receive({
      type: "contactDetail",
      externalId,
      thread: visitor.id,
      from,
      ...(visit && { visit }),
    });
  }
  return json({ token: writeToken(known, context.sign) } satisfies Pass);
}

/** An answer was shown to the visitor, or looked at. Others' messages are none of his. */
export async function noteReceipt(chat: Chat, visitorId: string, { upTo, state }: ReadReceipt) {
  const item = await chat.context.timelineItem(visitorId, upTo);
  if (item?.direction !== "out") return;
  const externalId = `${visitorId}:${state}:${upTo}`;
  await chat.context.receive({ type: "receipt", externalId, messageId: upTo, upTo: true, state });
}

interface ReadReceipt {
  upTo: string;
  state: "delivered" | "read";
}

function takeMessage({ limits }: Chat, visitor: Visitor, ip: Ask["ip"]) {
  limits.visitorMessages.take(visitor.id);
  limits.addressMessages.take(addressKey(ip));
}
