import { t } from "../../../lib/i18n.ts";
import { DurationField } from "../../../ui/duration-field.tsx";
import { PromptField } from "./prompt-field.tsx";
import type { FieldsProps, NodeOf } from "./step-fields.tsx";

export const VoicemailFields = ({ node, errors, onChange }: FieldsProps<NodeOf<"voicemail">>) => (
  <>
    <PromptField
      label={t("callFlows.voicemail.heard")}
      value={node.prompt}
      errors={errors}
      path="prompt"
      onChange={(prompt) => onChange({ ...node, prompt })}
    />
    <DurationField
      label={t("callFlows.voicemail.longest")}
      min={5}
      max={600}
      value={node.maxSeconds}
      error={errors.maxSeconds}
      onChange={(maxSeconds) => onChange({ ...node, maxSeconds })}
    />
  </>
);
