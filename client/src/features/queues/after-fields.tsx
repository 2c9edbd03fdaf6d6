import { t } from "../../lib/i18n.ts";
import { DurationField } from "../../ui/duration-field.tsx";
import { DispositionsField } from "./dispositions-field.tsx";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";

/** What follows once a piece of work is over. */
export function AfterFields({
  values,
  errors,
  onChange,
  isReadOnly,
}: QueueFieldsProps & { isReadOnly: boolean }) {
  return (
    <section className={classes.section}>
      <h2>{t("queues.after.title")}</h2>
      <DurationField
        label={t("queues.after.wrapUp")}
        description={t("queues.after.wrapUpHelp")}
        max={3_600}
        value={values.wrapUpSeconds}
        error={errors.wrapUpSeconds}
        onChange={(wrapUpSeconds) => onChange({ wrapUpSeconds })}
      />
      <DispositionsField
        value={values.dispositions}
        error={errors.dispositions}
        isReadOnly={isReadOnly}
        onChange={(dispositions) => onChange({ dispositions })}
      />
    </section>
  );
}
