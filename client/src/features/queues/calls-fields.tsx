import { NumberInput, Select, TextInput } from "@mantine/core";
import type { Queue } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";

const rules: Queue["recording"][] = ["always", "onDemand", "never"];

/** Whether its calls are recorded, and the number that its people call with. */
export function CallsFields({ values, errors, onChange }: QueueFieldsProps) {
  return (
    <section className={classes.section}>
      <h2>{t("queues.calls.title")}</h2>
      <Select
        label={t("queues.calls.recording")}
        description={t("queues.calls.recordingHelp")}
        data={rules.map((value) => ({ value, label: t(`queues.calls.rule.${value}`) }))}
        value={values.recording}
        allowDeselect={false}
        error={errors.recording}
        onChange={(recording) => recording && onChange({ recording: recording as Queue["recording"] })}
      />
      {values.recording !== "never" && (
        <NumberInput
          className={classes.number}
          label={t("queues.calls.days")}
          description={t("queues.calls.daysHelp")}
          placeholder={t("queues.calls.forEver")}
          min={1}
          max={36_500}
          allowDecimal={false}
          allowNegative={false}
          value={values.recordingDays ?? ""}
          error={errors.recordingDays}
          onChange={(typed) => onChange({ recordingDays: typed === "" ? null : Number(typed) })}
        />
      )}
      <TextInput
        className={classes.number}
        type="tel"
        label={t("queues.calls.callerId")}
        description={t("queues.calls.callerIdHelp")}
        placeholder={t("queues.calls.callerIdNone")}
        maxLength={40}
        value={values.callerId ?? ""}
        error={errors.callerId}
        onChange={(event) => onChange({ callerId: event.currentTarget.value || null })}
      />
    </section>
  );
}
