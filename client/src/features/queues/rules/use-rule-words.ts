import type {
  RoutingActions,
  RoutingConditions,
  RoutingRule,
} from "../../../../../server/contract/queues.ts";
import { useCompanyNames } from "../../../lib/companies.ts";
import { useChannels, useQueues, useSkills } from "../../../lib/directory.ts";
import { listed } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { languageName } from "../../../lib/languages.ts";

interface Names {
  channel(id: string): string;
  queue(id: string): string;
  skill(id: string): string;
  company(id: string): string;
}

/** A rule as a sentence. */
export function useRuleWords({ conditions, actions }: RoutingRule): string {
  const channels = useChannels();
  const queues = useQueues().data ?? [];
  const skills = useSkills().data ?? [];
  const companies = useCompanyNames(conditions.companyIds ?? []);
  const gone = t("queues.rules.gone");
  const names: Names = {
    channel: (id) => channels.get(id)?.name ?? gone,
    queue: (id) => queues.find((queue) => queue.id === id)?.name ?? gone,
    skill: (id) => skills.find((skill) => skill.id === id)?.name ?? gone,
    company: (id) => companies.names.get(id) ?? (companies.isPending ? "…" : t("queues.rules.companyUnseen")),
  };
  const when = conditionWords(conditions, names);
  const then = actionWords(actions, names);
  return t("queues.sentence.whole", {
    if: when.length > 0 ? t("queues.sentence.if", { all: listed(when) }) : t("queues.sentence.always"),
    outcome: then.length > 0 ? listed(then) : t("queues.sentence.nothing"),
  });
}

function conditionWords(conditions: RoutingConditions, names: Names): string[] {
  const { channelIds, sourceKinds, campaigns, isKnownContact, companyIds, languages, words, hours } =
    conditions;
  const any = (texts: string[] | undefined) => (texts?.length ? listed(texts, "disjunction") : undefined);
  const quoted = (texts: string[] | undefined) => any(texts?.map((text) => `“${text}”`));
  const parts: [key: ConditionWords, any: string | undefined][] = [
    ["channel", any(channelIds?.map(names.channel))],
    ["words", quoted(words)],
    ["language", any(languages?.map(languageName))],
    ["source", any(sourceKinds?.map((kind) => t(`common.source.${kind}`)))],
    ["campaign", quoted(campaigns)],
    ["company", any(companyIds?.map(names.company))],
  ];
  return [
    ...parts.flatMap(([key, any]) => (any ? [t(`queues.sentence.${key}`, { any })] : [])),
    ...(isKnownContact === undefined ? [] : [t(`queues.sentence.${isKnownContact ? "known" : "new"}`)]),
    ...(hours ? [t(`queues.sentence.${hours.isWithin ? "within" : "outside"}`)] : []),
  ];
}

type ConditionWords = "channel" | "words" | "language" | "source" | "campaign" | "company";

function actionWords({ queueId, priority, requirements, tags }: RoutingActions, names: Names): string[] {
  const asked = requirements?.map(({ skillId, level }) =>
    t("queues.sentence.skill", { name: names.skill(skillId), level }),
  );
  return [
    ...(queueId ? [t("queues.sentence.queue", { name: names.queue(queueId) })] : []),
    ...(priority === undefined ? [] : [t("queues.sentence.priority", { priority })]),
    ...(asked?.length ? [t("queues.sentence.asks", { all: listed(asked) })] : []),
    ...(tags?.length ? [t("queues.sentence.tags", { all: listed(tags) })] : []),
  ];
}
