import { Select } from "@mantine/core";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { DurationField } from "../../ui/duration-field.tsx";
import { OfficeHoursField } from "../../ui/office-hours-field.tsx";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";

const usualSeconds = 120;

/** When work is offered here, and when elsewhere. */
export function WhenFields({ values, errors, onChange, queueId }: QueueFieldsProps & { queueId: string }) {
  const others = useQueues().data?.filter(({ id }) => id !== queueId) ?? [];
  const { overflowQueueId, overflowAfterSeconds } = values;
  return (
    <section className={classes.section}>
      <h2>{t("queues.when.title")}</h2>
      <OfficeHoursField
        label={t("queues.when.hours")}
        absent={t("queues.when.always")}
        value={values.officeHours}
        onChange={(officeHours) => onChange({ officeHours })}
      />
      {others.length > 0 && (
        <Select
          label={t("queues.when.overflow")}
          description={t("queues.when.overflowHelp")}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={t("queues.when.overflowNone")}
          clearable
          value={overflowQueueId}
          error={errors.overflowQueueId}
          onChange={(id) =>
            onChange({
              overflowQueueId: id,
              overflowAfterSeconds: id ? (overflowAfterSeconds ?? usualSeconds) : null,
            })
          }
        />
      )}
      {overflowAfterSeconds !== null && overflowQueueId && (
        <DurationField
          label={t("queues.when.overflowAfter")}
          min={1}
          max={604_800}
          value={overflowAfterSeconds}
          error={errors.overflowAfterSeconds}
          onChange={(seconds) => onChange({ overflowAfterSeconds: seconds })}
        />
      )}
      <DurationField
        label={t("queues.when.handBack")}
        description={t("queues.when.handBackHelp")}
        min={10}
        max={604_800}
        value={values.handBackAfterSeconds}
        error={errors.handBackAfterSeconds}
        onChange={(handBackAfterSeconds) => onChange({ handBackAfterSeconds })}
      />
      <DurationField
        label={t("queues.when.idle")}
        description={t("queues.when.idleHelp")}
        min={30}
        max={86_400}
        value={values.idleAfterSeconds}
        error={errors.idleAfterSeconds}
        onChange={(idleAfterSeconds) => onChange({ idleAfterSeconds })}
      />
    </section>
  );
}
