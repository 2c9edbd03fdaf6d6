import { ActionIcon, Button, Switch } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import type { RoutingRule } from "../../../../../server/contract/queues.ts";
import { t } from "../../../lib/i18n.ts";
import { SortedList } from "../../../ui/sorted-list.tsx";
import { RuleForm } from "./rule-form.tsx";
import classes from "./rules.module.css";
import { useRuleWords } from "./use-rule-words.ts";

interface RuleListProps {
  rules: RoutingRule[];
  /** One that was just added. */
  openedId: string | undefined;
  isReadOnly: boolean;
  onChange(rules: RoutingRule[]): void;
}

export function RuleList({ rules, openedId, isReadOnly, onChange }: RuleListProps) {
  return (
    <SortedList
      label={t("queues.part.rules")}
      rows={rules}
      nameOf={({ name }) => name}
      isReadOnly={isReadOnly}
      onSort={onChange}
    >
      {(rule, nth) => (
        <RuleItem
          rule={rule}
          isOpenAtFirst={rule.id === openedId}
          isReadOnly={isReadOnly}
          onChange={(some) => onChange(rules.with(nth, { ...rule, ...some }))}
          onRemove={() => onChange(rules.toSpliced(nth, 1))}
        />
      )}
    </SortedList>
  );
}

interface RuleItemProps {
  rule: RoutingRule;
  isOpenAtFirst: boolean;
  isReadOnly: boolean;
  onChange(some: Partial<RoutingRule>): void;
  onRemove(): void;
}

/** One rule as a sentence; it unfolds to its form. */
function RuleItem({ rule, isOpenAtFirst, isReadOnly, onChange, onRemove }: RuleItemProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const words = useRuleWords(rule);
  const { name } = rule;
  return (
    <article className={classes.rule} data-off={!rule.isEnabled || undefined} aria-label={name}>
      <div className={classes.head}>
        <div className={classes.words}>
          <span className={classes.name} dir="auto">
            {name}
          </span>
          <span className={classes.sentence} dir="auto">
            {words}
          </span>
        </div>
        {isReadOnly ? (
          !rule.isEnabled && <span className="faint">{t("queues.rules.off")}</span>
        ) : (
          <div className={classes.tools}>
            <Switch
              aria-label={t("queues.rules.enable", { name })}
              checked={rule.isEnabled}
              onChange={(event) => onChange({ isEnabled: event.currentTarget.checked })}
            />
            <Button
              variant="default"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? "queues.rules.close" : "queues.rules.edit", { name })}
              onClick={() => setIsOpen((open) => !open)}
            >
              {t(isOpen ? "common.close" : "common.edit")}
            </Button>
            <ActionIcon aria-label={t("queues.rules.remove", { name })} onClick={onRemove}>
              <IconX size={16} />
            </ActionIcon>
          </div>
        )}
      </div>
      {isOpen && <RuleForm rule={rule} onChange={onChange} />}
    </article>
  );
}
