import { t } from "../../lib/i18n.ts";
import { OptionalDuration } from "../../ui/duration-field.tsx";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";
import { RequirementsField } from "./requirements-field.tsx";

/** What somebody must know to get its work. */
export function AskedFields({
  values,
  errors,
  onChange,
  isReadOnly,
}: QueueFieldsProps & { isReadOnly: boolean }) {
  return (
    <section className={classes.section}>
      <h2>{t("queues.asked.title")}</h2>
      <RequirementsField
        value={values.requirements}
        error={errors.requirements}
        isReadOnly={isReadOnly}
        onChange={(requirements) => onChange({ requirements })}
      />
      <OptionalDuration
        question={t("queues.asked.language")}
        label={t("queues.asked.languageFor")}
        min={1}
        max={604_800}
        usual={120}
        value={values.languageSeconds}
        error={errors.languageSeconds}
        onChange={(languageSeconds) => onChange({ languageSeconds })}
      />
    </section>
  );
}
