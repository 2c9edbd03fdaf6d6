import { TextInput } from "@mantine/core";
import type { RoutingRule } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { ActionFields } from "./action-fields.tsx";
import { ConditionFields } from "./condition-fields.tsx";
import classes from "./rules.module.css";

interface RuleFormProps {
  rule: RoutingRule;
  onChange(some: Partial<RoutingRule>): void;
}

export function RuleForm({ rule, onChange }: RuleFormProps) {
  return (
    <div className={classes.form}>
      <TextInput
        label={t("queues.rules.name")}
        value={rule.name}
        maxLength={120}
        error={!rule.name.trim() && t("queues.rules.missingName")}
        onChange={(event) => onChange({ name: event.currentTarget.value })}
      />
      <ConditionFields conditions={rule.conditions} onChange={(conditions) => onChange({ conditions })} />
      <ActionFields actions={rule.actions} onChange={(actions) => onChange({ actions })} />
    </div>
  );
}
