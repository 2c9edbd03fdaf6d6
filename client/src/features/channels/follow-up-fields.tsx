import { NumberInput, Select } from "@mantine/core";
import type { Channel } from "../../../../server/contract/channels.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";

type Rules = Channel["rules"];

interface FollowUpFieldsProps {
  rules: Rules;
  errors: Record<string, string>;
  onChange(rules: Rules): void;
}

const usualMinutes = 30;

/** What becomes of an answer that the contact does not read. */
export function FollowUpFields({ rules, errors, onChange }: FollowUpFieldsProps) {
  const { followUp, ...others } = rules;
  const choices = useChoices(followUp?.channelId);
  if (choices.length === 0) return null;

  function choose(channelId: string | null) {
    const { afterMinutes = usualMinutes } = followUp ?? {};
    onChange(channelId ? { ...others, followUp: { channelId, afterMinutes } } : others);
  }

  return (
    <>
      <h2>{t("channels.followUp.title")}</h2>
      <Select
        label={t("channels.followUp.by")}
        description={t("channels.followUp.help")}
        data={[{ value: "", label: t("channels.followUp.none") }, ...choices]}
        value={followUp?.channelId ?? ""}
        error={errors["rules.followUp.channelId"]}
        allowDeselect={false}
        onChange={choose}
      />
      {followUp && (
        <NumberInput
          label={t("channels.followUp.after")}
          min={1}
          max={10_080}
          required
          withAsterisk={false}
          value={shown(followUp.afterMinutes)}
          error={errors["rules.followUp.afterMinutes"]}
          onChange={(value) =>
            onChange({ ...others, followUp: { ...followUp, afterMinutes: asNumber(value) } })
          }
        />
      )}
    </>
  );
}

/** Channels that send letters; and the one that was chosen, though it is gone. */
function useChoices(chosen: string | undefined) {
  const all = [...useChannels().values()].filter(({ letters }) => letters);
  const choices = all.map(({ id, name }) => ({ value: id, label: name }));
  const isGone = chosen !== undefined && !choices.some(({ value }) => value === chosen);
  return isGone ? [...choices, { value: chosen, label: t("channels.followUp.gone") }] : choices;
}
