import { ActionIcon } from "@mantine/core";
import { IconChevronDown, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Word } from "../../../ui/status-word.tsx";
import { slotsOf } from "../draft/targets.ts";
import { StepFields } from "../fields/step-fields.tsx";
import { useFlow, useStepErrors } from "../flow-context.ts";
import classes from "./step-card.module.css";
import { StepIcon } from "./step-icon.tsx";
import { stepName, stepSummary, stepTitle } from "./step-words.ts";

/** One step as a line; it unfolds to its fields. */
export function StepCard({ id, node }: { id: string; node: CallFlowNode }) {
  const { draft, isReadOnly, currentId, openIds, toggle } = useFlow();
  const names = { queues: useQueues().data, sounds: draft.sounds };
  const errors = useStepErrors(id);
  // What is wrong with a way on stands where it leads.
  const ways = new Set(slotsOf(node).map(({ field }) => field));
  const hasErrors = Object.keys(errors).some((field) => !ways.has(field));
  const isOpen = openIds.has(id) || hasErrors;
  const isCurrent = currentId === id;
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isCurrent) card.current?.scrollIntoView({ block: "nearest" });
  }, [isCurrent]);
  const summary = stepSummary(node, names);
  return (
    <article
      ref={card}
      id={cardId(id)}
      className={classes.card}
      aria-label={stepName(node, names)}
      aria-current={isCurrent ? "step" : undefined}
      data-wrong={hasErrors || undefined}
      tabIndex={-1}
    >
      <div className={classes.head}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isOpen}
          onClick={() => toggle(id, !isOpen)}
        >
          <StepIcon type={node.type} />
          <span className={classes.words}>
            <span className={classes.title}>{stepTitle(node)}</span>
            {summary && (
              <span className={classes.summary} dir="auto">
                {summary}
              </span>
            )}
          </span>
          {isCurrent && <Word meaning="good">{t("callFlows.trial.here")}</Word>}
          {hasErrors && <Word meaning="late">{t("callFlows.mend")}</Word>}
          <IconChevronDown size={16} className={classes.chevron} aria-hidden />
        </button>
        {!isReadOnly && (
          <ActionIcon
            aria-label={t("callFlows.remove", { name: stepName(node, names) })}
            onClick={() => draft.remove(id, stepTitle(node))}
          >
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        )}
      </div>
      {isOpen && <StepFields id={id} node={node} errors={errors} />}
    </article>
  );
}

export const cardId = (id: string) => `step-${id}`;

export const goToCard = (id: string) => document.getElementById(cardId(id))?.focus();
