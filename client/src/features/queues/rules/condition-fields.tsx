import { ActionIcon, Select } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { RoutingConditions } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { ConditionField } from "./condition-field.tsx";
import { type Condition, conditions as known, startOf } from "./conditions.ts";
import classes from "./rules.module.css";

interface ConditionFieldsProps {
  conditions: RoutingConditions;
  onChange(conditions: RoutingConditions): void;
}

/** What has to be so; all of it. */
export function ConditionFields({ conditions, onChange }: ConditionFieldsProps) {
  const named = known.filter((condition) => conditions[condition] !== undefined);
  const left = known.filter((condition) => conditions[condition] === undefined);
  const set = <Key extends Condition>(key: Key, value: RoutingConditions[Key]) =>
    onChange({ ...conditions, [key]: value });
  const drop = (condition: Condition) => {
    const { [condition]: _, ...others } = conditions;
    onChange(others);
  };
  return (
    <section className={classes.part}>
      <h3>{t("queues.rules.if")}</h3>
      {named.map((condition) => (
        <div key={condition} className={classes.field}>
          <ConditionField condition={condition} conditions={conditions} onChange={set} />
          <ActionIcon
            aria-label={t("queues.rules.dropCondition", { name: t(`queues.condition.${condition}`) })}
            onClick={() => drop(condition)}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      {Object.keys(conditions).length === 0 && <p className={classes.none}>{t("queues.rules.always")}</p>}
      {left.length > 0 && (
        <Select
          className={classes.adder}
          aria-label={t("queues.rules.addCondition")}
          placeholder={t("queues.rules.addCondition")}
          data={left.map((value) => ({ value, label: t(`queues.condition.${value}`) }))}
          value={null}
          onChange={(value) => value && set(value as Condition, startOf(value as Condition))}
        />
      )}
    </section>
  );
}
