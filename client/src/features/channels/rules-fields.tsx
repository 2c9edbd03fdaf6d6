import { NumberInput, Switch } from "@mantine/core";
import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";

type Rules = Channel["rules"];

interface RulesFieldsProps {
  rules: Rules;
  errors: Record<string, string>;
  onChange(rules: Rules): void;
}

/** What a first contact does. */
export function RulesFields({ rules, errors, onChange }: RulesFieldsProps) {
  const set = (some: Partial<Rules>) => onChange({ ...rules, ...some });
  return (
    <>
      <h2>{t("channels.rules.title")}</h2>
      <Switch
        label={t("channels.rules.makeDeal")}
        checked={rules.makeDeal}
        onChange={(event) => set({ makeDeal: event.currentTarget.checked })}
      />
      <Switch
        label={t("channels.rules.makeTask")}
        checked={rules.makeTask}
        onChange={(event) => set({ makeTask: event.currentTarget.checked })}
      />
      <NumberInput
        label={t("channels.rules.answerWithin")}
        min={1}
        max={10_080}
        required
        withAsterisk={false}
        value={shown(rules.answerWithinMinutes)}
        error={errors["rules.answerWithinMinutes"]}
        onChange={(value) => set({ answerWithinMinutes: asNumber(value) })}
      />
      <NumberInput
        label={t("channels.rules.reopenWithin")}
        description={t("channels.rules.reopenHelp")}
        min={0}
        max={365}
        required
        withAsterisk={false}
        value={shown(rules.reopenWithinDays)}
        error={errors["rules.reopenWithinDays"]}
        onChange={(value) => set({ reopenWithinDays: asNumber(value) })}
      />
    </>
  );
}
