import { TextInput } from "@mantine/core";
import { t } from "../../../lib/i18n.ts";
import { DurationField } from "../../../ui/duration-field.tsx";
import type { FieldsProps, NodeOf } from "./step-fields.tsx";

export const TransferFields = ({ node, errors, onChange }: FieldsProps<NodeOf<"transfer">>) => (
  <>
    <TextInput
      type="tel"
      label={t("callFlows.transfer.number")}
      description={t("callFlows.transfer.numberHelp")}
      placeholder="+442079460000"
      maxLength={16}
      value={node.number}
      error={errors.number}
      onChange={(event) => onChange({ ...node, number: event.currentTarget.value.replace(/[\s()./-]/g, "") })}
    />
    <DurationField
      label={t("callFlows.transfer.timeout")}
      min={5}
      max={120}
      value={node.timeoutSeconds}
      error={errors.timeoutSeconds}
      onChange={(timeoutSeconds) => onChange({ ...node, timeoutSeconds })}
    />
  </>
);
