import { NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import type { Queue } from "../../../../server/contract/queues.ts";
import { t } from "../../lib/i18n.ts";
import type { QueueFieldsProps } from "./queue-values.ts";
import classes from "./queues.module.css";

const placeholders = { contact: "{{contact.name}}", agent: "{{agent.name}}" };
const rules: Queue["recording"][] = ["always", "onDemand", "never"];

/** Whether its calls are recorded, the number that its people call with, and what they say. */
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
        <>
          <Textarea
            label={t("queues.calls.notice")}
            description={t("queues.calls.noticeHelp")}
            placeholder={t("queues.calls.noticeSample")}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1_000}
            value={values.recordingNotice ?? ""}
            error={errors.recordingNotice}
            onChange={(event) => onChange({ recordingNotice: event.currentTarget.value || null })}
          />
          <Switch
            label={t("queues.calls.asks")}
            description={t("queues.calls.asksHelp")}
            disabled={values.recordingNotice === null}
            checked={values.asksRecording}
            error={errors.asksRecording}
            onChange={(event) => onChange({ asksRecording: event.currentTarget.checked })}
          />
        </>
      )}
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
      <Textarea
        label={t("queues.calls.script")}
        description={t("queues.calls.scriptHelp", placeholders)}
        placeholder={t("queues.calls.scriptSample", placeholders)}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={10_000}
        value={values.script ?? ""}
        error={errors.script}
        onChange={(event) => onChange({ script: event.currentTarget.value || null })}
      />
    </section>
  );
}
