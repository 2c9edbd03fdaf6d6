import type { Why } from "../../db/schema/conversations.ts";
import type { Draft } from "./draft.ts";
import type { Place, Prepared } from "./prepare.ts";
import type { PreparedTrail } from "./prepare-letter.ts";
import type { Lead } from "./state.ts";

const dayMs = 86_400_000;
/** An answer that names nothing goes on from what was exchanged with the same person on the same topic lately. */
const topicDays = 60;
const mostSignals = 6;
const mostNewcomers = 3;

/** What each sign counts; the nearest reference counts most. */
const weights = { signed: 100, reference: 80, named: 40, topic: 20 };
const perStep = 1;

interface Trodden {
  place: Place;
  signals: Why["thread"];
  /** What was sent before under the id that this one has, too. */
  isReusedId: boolean;
}

/**
 * Where a message goes on, told by its trail. What is signed by this channel leads anywhere; a reference only where its
 * sender, or who it also went to, is known on that conversation and the topic is still the same: others can name any
 * message, and strangers share those that were sent to many. The same holds for one that comes after what names it.
 */
export function decideThread(draft: Draft, item: Prepared, trail: PreparedTrail): Trodden {
  const signals: Why["thread"] = trail.isForged ? [{ signal: "trail.forged" }] : [];
  const found = [
    ...signedLeads(draft, trail),
    ...namedLeads(draft, trail, trail.references, weights.reference, signals),
    ...(item.message?.letter?.nature === "list"
      ? []
      : namedLeads(draft, trail, trail.namedBy, weights.named, signals)),
    ...topicLeads(draft, item, trail),
  ];
  const best = found.sort((a, b) => b.score - a.score || b.lead.at.getTime() - a.lead.at.getTime())[0];
  const [ownId = ""] = trail.ids;
  const isReusedId = draft.leads.get(ownId)?.some((lead) => lead.isFromOutside) ?? false;
  for (const { signal, detail } of found) signals.push({ signal, ...(detail && { detail }) });
  return {
    place: best?.lead.place ?? item.place,
    signals: [
      ...distinct(signals).slice(0, mostSignals),
      ...(best ? newcomers(draft, trail, best.lead) : []),
    ],
    isReusedId,
  };
}

interface Found {
  lead: Lead;
  score: number;
  signal: string;
  detail?: string;
}

const signedLeads = (draft: Draft, { answers }: PreparedTrail): Found[] =>
  answers.flatMap((id, nth) => {
    const lead = draft.ours.get(id);
    return lead ? [{ lead, score: weights.signed - nth * perStep, signal: "trail.signed" }] : [];
  });

function namedLeads(
  draft: Draft,
  trail: PreparedTrail,
  marks: string[],
  weight: number,
  signals: Why["thread"],
): Found[] {
  const leads = marks.flatMap((mark, nth) =>
    (draft.leads.get(mark) ?? []).map((lead) => ({ lead, score: weight - nth * perStep })),
  );
  return leads.flatMap(({ lead, score }) => {
    const obstacle = obstacleTo(draft, trail, lead);
    if (!obstacle) return [{ lead, score, signal: "trail.reference" }];
    signals.push({ signal: obstacle });
    return [];
  });
}

function obstacleTo(draft: Draft, trail: PreparedTrail, lead: Lead): string | undefined {
  if (!trail.isVouchedFor) return "trail.notVouchedFor";
  const known = draft.participants.get(lead.conversationId);
  const [sender = "", ...others] = trail.outsiders;
  const isKnown = known?.has(sender) || (!lead.isToMany && others.some((address) => known?.has(address)));
  if (!isKnown) return "trail.strangers";
  return lead.topic === null || lead.topic === trail.topic ? undefined : "trail.otherTopic";
}

function topicLeads(
  draft: Draft,
  item: Prepared,
  { topicMark, isAnswer, isVouchedFor }: PreparedTrail,
): Found[] {
  if (!topicMark || !isAnswer || !isVouchedFor) return [];
  const since = item.receivedAt.getTime() - topicDays * dayMs;
  const leads = (draft.leads.get(topicMark) ?? []).filter(({ at }) => at.getTime() >= since);
  return leads.map((lead) => ({ lead, score: weights.topic, signal: "trail.topic" }));
}

/** Whoever writes first, then to whom it also goes. */
function newcomers(draft: Draft, { outsiders }: PreparedTrail, { conversationId }: Lead): Why["thread"] {
  const known = draft.participants.get(conversationId);
  const fresh = outsiders.filter((address) => !known?.has(address)).slice(0, mostNewcomers);
  return fresh.map((detail) => ({ signal: "trail.newParticipant", detail }));
}

function distinct(signals: Why["thread"]): Why["thread"] {
  return [...new Map(signals.map((one) => [one.signal + (one.detail ?? ""), one])).values()];
}

/** What comes later in the same batch may go on from this one. */
export function leaveTrail(
  draft: Draft,
  item: Prepared,
  trail: PreparedTrail,
  conversation: { id: string; channelId: string; thread: string },
  place: Place,
) {
  const isFromOutside = item.message?.direction === "in";
  const lead: Lead = {
    place,
    conversationId: conversation.id,
    topic: trail.topic,
    at: item.receivedAt,
    isFromOutside,
    isToMany: item.message?.letter?.nature === "list",
  };
  for (const mark of [...trail.ids, ...trail.naming, ...(trail.topicMark ? [trail.topicMark] : [])]) {
    // Only by its own id is it named as what it is.
    const left = trail.ids.includes(mark) ? lead : { ...lead, isFromOutside: false };
    draft.leads.set(mark, [left, ...(draft.leads.get(mark) ?? [])]);
    draft.writes.trailMarks.push({ mark, channelId: item.channelId, interactionId: item.id });
  }
  draft.ours.set(item.id, lead);
  const known = draft.participants.get(conversation.id) ?? new Set();
  for (const address of trail.outsiders) {
    if (known.has(address)) continue;
    known.add(address);
    draft.writes.participants.push({ conversationId: conversation.id, address });
  }
  draft.participants.set(conversation.id, known);
}
