import { MultiSelect, Select, TagsInput } from "@mantine/core";
import type { RoutingConditions } from "../../../../../server/contract/queues.ts";
import type { Source } from "../../../../../server/contract/sources.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { languageChoices } from "../../../lib/languages.ts";
import { CompanyCondition } from "./company-condition.tsx";
import type { Condition } from "./conditions.ts";
import { HoursCondition } from "./hours-condition.tsx";

const sources: Source["kind"][] = ["direct", "organic", "paid", "referral", "mailing", "social", "other"];

interface ConditionFieldProps {
  condition: Condition;
  conditions: RoutingConditions;
  onChange<Key extends Condition>(condition: Key, value: RoutingConditions[Key]): void;
}

export function ConditionField({ condition, conditions, onChange }: ConditionFieldProps) {
  const channels = [...useChannels().values()];
  const label = t(`queues.condition.${condition}`);
  const { channelIds = [], sourceKinds = [], campaigns = [], companyIds = [] } = conditions;
  const { languages = [], words = [], hours } = conditions;
  switch (condition) {
    case "channelIds":
      return (
        <MultiSelect
          label={label}
          data={channels.map(({ id, name }) => ({ value: id, label: name }))}
          value={channelIds}
          error={missing(channelIds)}
          onChange={(value) => onChange(condition, value)}
        />
      );
    case "words":
      return (
        <TagsInput
          label={label}
          description={t("queues.rules.typeEach")}
          value={words}
          error={missing(words)}
          maxTags={100}
          onChange={(value) => onChange(condition, value)}
        />
      );
    case "isKnownContact":
      return (
        <Select
          label={label}
          data={["known", "new"].map((value) => ({
            value,
            label: t(`queues.rules.${value as "known" | "new"}`),
          }))}
          value={conditions.isKnownContact ? "known" : "new"}
          allowDeselect={false}
          onChange={(value) => onChange(condition, value === "known")}
        />
      );
    case "languages":
      return (
        <MultiSelect
          label={label}
          description={t("queues.rules.languageHelp")}
          data={languageChoices(languages)}
          value={languages}
          error={missing(languages)}
          searchable
          onChange={(value) => onChange(condition, value)}
        />
      );
    case "sourceKinds":
      return (
        <MultiSelect
          label={label}
          data={sources.map((value) => ({ value, label: t(`common.source.${value}`) }))}
          value={sourceKinds}
          error={missing(sourceKinds)}
          onChange={(value) => onChange(condition, value as typeof sourceKinds)}
        />
      );
    case "campaigns":
      return (
        <TagsInput
          label={label}
          description={t("queues.rules.typeEach")}
          value={campaigns}
          error={missing(campaigns)}
          maxTags={100}
          onChange={(value) => onChange(condition, value)}
        />
      );
    case "companyIds":
      return (
        <CompanyCondition
          label={label}
          value={companyIds}
          error={missing(companyIds)}
          onChange={(value) => onChange(condition, value)}
        />
      );
    case "hours":
      return (
        hours && (
          <HoursCondition label={label} value={hours} onChange={(value) => onChange(condition, value)} />
        )
      );
  }
}

const missing = (list: string[]) => list.length === 0 && t("queues.rules.missing");
