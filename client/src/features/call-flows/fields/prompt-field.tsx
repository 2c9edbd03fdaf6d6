import { Input, SegmentedControl, Select, Switch, Textarea } from "@mantine/core";
import { useId } from "react";
import type { Prompt } from "../../../../../server/contract/prompt.ts";
import { t } from "../../../lib/i18n.ts";
import { languageChoices } from "../../../lib/languages.ts";
import { languageOf } from "../draft/new-step.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./fields.module.css";
import { SoundField } from "./sound-field.tsx";

interface PromptFieldProps {
  label: string;
  value: Prompt;
  errors: Record<string, string>;
  /** Where it stands in the step. */
  path: string;
  onChange(value: Prompt): void;
}

/** What a caller hears: a text that is read out, or a sound. */
export function PromptField({ label, value, errors, path, onChange }: PromptFieldProps) {
  const { draft, isReadOnly } = useFlow();
  const id = useId();
  const language = value.type === "say" ? value.language : languageOf(draft.values);
  return (
    <fieldset className={classes.prompt} aria-labelledby={id}>
      <div className={classes.promptHead}>
        <Input.Label id={id} labelElement="div">
          {label}
        </Input.Label>
        <SegmentedControl
          size="xs"
          disabled={isReadOnly}
          value={value.type}
          onChange={(type) =>
            onChange(type === "say" ? { type, text: "", language } : { type: "play", fileId: "" })
          }
          data={[
            { value: "say", label: t("callFlows.prompt.text") },
            { value: "play", label: t("callFlows.prompt.sound") },
          ]}
          aria-label={t("callFlows.prompt.kindOf", { label })}
        />
      </div>
      {value.type === "say" ? (
        <>
          <Textarea
            aria-label={label}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={1_000}
            value={value.text}
            error={errors[`${path}.text`] && t("callFlows.prompt.empty")}
            onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
          />
          <Select
            className={classes.language}
            size="xs"
            aria-label={t("callFlows.prompt.languageOf", { label })}
            data={languageChoices([value.language])}
            searchable
            allowDeselect={false}
            value={value.language}
            error={errors[`${path}.language`]}
            onChange={(language) => language && onChange({ ...value, language })}
          />
        </>
      ) : (
        <SoundField
          label={label}
          value={value.fileId}
          error={errors[`${path}.fileId`]}
          onChange={(fileId) => onChange({ type: "play", fileId })}
        />
      )}
    </fieldset>
  );
}

interface OptionalPromptProps extends Omit<PromptFieldProps, "value" | "onChange"> {
  /** What turns it on. */
  question: string;
  /** What it says at first. */
  usual: string;
  value: Prompt | null;
  onChange(value: Prompt | null): void;
}

export function OptionalPrompt({ question, usual, value, onChange, ...field }: OptionalPromptProps) {
  const { draft } = useFlow();
  const start: Prompt = { type: "say", text: usual, language: languageOf(draft.values) };
  return (
    <>
      <Switch
        label={question}
        checked={value !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? start : null)}
      />
      {value && <PromptField {...field} value={value} onChange={onChange} />}
    </>
  );
}
