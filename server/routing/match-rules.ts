import type { Source } from "../../db/schema/contacts.ts";
import type { Requirement, RoutingActions, RoutingConditions } from "../../db/schema/routing.ts";
import { isOpenAt } from "../lib/business-time.ts";
import { lazily } from "../lib/lazily.ts";

/** Where a text is longer than this, words are looked for at its beginning alone. */
const longest = 20_000;

export interface Rule {
  id: string;
  conditions: RoutingConditions;
  actions: RoutingActions;
}

/** What rules look at. */
export interface Arrival {
  channelId: string;
  /** Where the channel's work goes. */
  channelQueueId: string | null;
  source: Source | null;
  subject: string | null;
  text: string;
  isKnownContact: boolean;
  companyId: string | null;
  /** Two letters; asked for only where somebody looks at it, since telling costs time. */
  language(): string | null;
  at: Date;
}

export interface Routed {
  queueId: string | null;
  /** Null is the queue's own, as is what follows. */
  priority: number | null;
  requirements: Requirement[] | null;
  tags: string[];
  /** Those that decided something, in order. */
  ruleIds: string[];
}

/** The first rule that says something about a matter decides it; tags of all that match are set. */
export function matchRules(rules: readonly Rule[], arrival: Arrival): Routed {
  const routed: Routed = { queueId: null, priority: null, requirements: null, tags: [], ruleIds: [] };
  const said = lazily(() => fold(`${arrival.subject ?? ""}\n${arrival.text.slice(0, longest)}`));
  for (const { id, conditions, actions } of rules) {
    if (!holds(conditions, arrival, said)) continue;
    const { queueId, priority, requirements, tags = [] } = actions;
    const decides =
      (queueId !== undefined && routed.queueId === null) ||
      (priority !== undefined && routed.priority === null) ||
      (requirements !== undefined && routed.requirements === null) ||
      tags.some((tag) => !routed.tags.includes(tag));
    if (!decides) continue;
    routed.queueId ??= queueId ?? null;
    routed.priority ??= priority ?? null;
    routed.requirements ??= requirements ?? null;
    routed.tags = [...new Set([...routed.tags, ...tags])];
    routed.ruleIds.push(id);
  }
  routed.queueId ??= arrival.channelQueueId;
  return routed;
}

function holds(conditions: RoutingConditions, arrival: Arrival, said: () => string): boolean {
  const { channelIds, sourceKinds, campaigns, isKnownContact, companyIds, languages, words, hours } =
    conditions;
  const { source, companyId, at } = arrival;
  if (channelIds && !channelIds.includes(arrival.channelId)) return false;
  if (sourceKinds && !(source && sourceKinds.includes(source.kind))) return false;
  if (campaigns && !(source?.campaign && hasFolded(campaigns, source.campaign))) return false;
  if (isKnownContact !== undefined && isKnownContact !== arrival.isKnownContact) return false;
  if (companyIds && !(companyId && companyIds.includes(companyId))) return false;
  if (words && !words.some((word) => said().includes(fold(word)))) return false;
  if (hours && isOpenAt(at, hours.officeHours) !== hours.isWithin) return false;
  // Last, because it costs the most.
  if (!languages) return true;
  const language = arrival.language();
  return language !== null && languages.includes(language);
}

const fold = (text: string) => text.normalize("NFC").toLowerCase();
const hasFolded = (texts: string[], wanted: string) => texts.some((text) => fold(text) === fold(wanted));
