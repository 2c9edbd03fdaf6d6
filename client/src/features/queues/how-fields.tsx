import { MultiSelect, NumberInput, Select, Switch } from "@mantine/core";
import type { QueueStrategy, WorkKind } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import { asNumber, shown } from "../../lib/typed-number.ts";
import { DurationField } from "../../ui/duration-field.tsx";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";

const strategies: QueueStrategy[] = ["longestIdle", "leastLoaded", "roundRobin"];
const kinds: WorkKind[] = ["chat", "mail", "call"];

/** How work is offered to whom. */
export function HowFields({ values, errors, onChange }: QueueFieldsProps) {
  return (
    <section className={classes.section}>
      <h2>{t("queues.how.title")}</h2>
      <Select
        label={t("queues.how.strategy")}
        data={strategies.map((value) => ({ value, label: t(`queues.strategy.${value}`) }))}
        value={values.strategy}
        allowDeselect={false}
        onChange={(strategy) => strategy && onChange({ strategy: strategy as QueueStrategy })}
      />
      <DurationField
        label={t("queues.how.offer")}
        description={t("queues.how.offerHelp")}
        min={5}
        max={600}
        value={values.offerSeconds}
        error={errors.offerSeconds}
        onChange={(offerSeconds) => onChange({ offerSeconds })}
      />
      <DurationField
        label={t("queues.how.lastPerson")}
        description={t("queues.how.lastPersonHelp")}
        max={604_800}
        value={values.lastPersonSeconds}
        error={errors.lastPersonSeconds}
        onChange={(lastPersonSeconds) => onChange({ lastPersonSeconds })}
      />
      <MultiSelect
        label={t("queues.how.autoAccept")}
        description={t("queues.how.autoAcceptHelp")}
        data={kinds.map((value) => ({ value, label: t(`queues.kind.${value}`) }))}
        value={values.autoAccept}
        onChange={(chosen) => onChange({ autoAccept: chosen as WorkKind[] })}
      />
      <Switch
        label={t("queues.how.mayPick")}
        checked={values.mayPick}
        onChange={(event) => onChange({ mayPick: event.currentTarget.checked })}
      />
      <NumberInput
        className={classes.number}
        label={t("queues.how.priority")}
        description={t("queues.how.priorityHelp")}
        min={0}
        max={9}
        allowDecimal={false}
        required
        withAsterisk={false}
        value={shown(values.priority)}
        error={errors.priority}
        onChange={(value) => onChange({ priority: asNumber(value) })}
      />
    </section>
  );
}
