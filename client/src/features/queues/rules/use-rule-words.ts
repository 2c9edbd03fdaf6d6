import type {
  RoutingActions,
  RoutingConditions,
  RoutingRule,
} from "../../../../../server/contract/queues.ts";
import { useChannels, useQueues, useSkills } from "../../../lib/directory.ts";
import { locale, t } from "../../../lib/i18n.ts";
import { languageName } from "../../../lib/languages.ts";

interface Names {
  channel(id: string): string;
  queue(id: string): string;
  skill(id: string): string;
}

/** A rule as a sentence. */
export function useRuleWords(): (rule: RoutingRule) => string {
  const channels = useChannels();
  const queues = useQueues().data ?? [];
  const skills = useSkills().data ?? [];
  const gone = t("queues.rules.gone");
  const names: Names = {
    channel: (id) => channels.get(id)?.name ?? gone,
    queue: (id) => queues.find((queue) => queue.id === id)?.name ?? gone,
    skill: (id) => skills.find((skill) => skill.id === id)?.name ?? gone,
  };
  return ({ conditions, actions }) => {
    const when = conditionWords(conditions, names);
    const then = actionWords(actions, names);
    return t("queues.sentence.whole", {
      if:
        when.length > 0
          ? t("queues.sentence.if", { all: listed(when, "conjunction") })
          : t("queues.sentence.always"),
      outcome: then.length > 0 ? listed(then, "conjunction") : t("queues.sentence.nothing"),
    });
  };
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
  ];
  return [
    ...parts.flatMap(([key, any]) => (any ? [t(`queues.sentence.${key}`, { any })] : [])),
    ...(companyIds?.length ? [t("queues.sentence.company", { count: companyIds.length })] : []),
    ...(isKnownContact === undefined ? [] : [t(`queues.sentence.${isKnownContact ? "known" : "new"}`)]),
    ...(hours ? [t(`queues.sentence.${hours.isWithin ? "within" : "outside"}`)] : []),
  ];
}

type ConditionWords = "channel" | "words" | "language" | "source" | "campaign";

function actionWords({ queueId, priority, requirements, tags }: RoutingActions, names: Names): string[] {
  const asked = requirements?.map(({ skillId, level }) =>
    t("queues.sentence.skill", { name: names.skill(skillId), level }),
  );
  return [
    ...(queueId ? [t("queues.sentence.queue", { name: names.queue(queueId) })] : []),
    ...(priority === undefined ? [] : [t("queues.sentence.priority", { priority })]),
    ...(asked?.length ? [t("queues.sentence.asks", { all: listed(asked, "conjunction") })] : []),
    ...(tags?.length ? [t("queues.sentence.tags", { all: listed(tags, "conjunction") })] : []),
  ];
}

const listed = (texts: string[], type: Intl.ListFormatType) =>
  new Intl.ListFormat(locale(), { type }).format(texts);
