import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import type { Way } from "../draft/change-flow.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./outline.module.css";
import { StepMenu } from "./step-menu.tsx";
import { wayLabel } from "./step-words.ts";

/** Where nothing comes yet. */
export function FillGap({ way }: { way: Way }) {
  const { draft, isReadOnly } = useFlow();
  const field = way.nodeId === null ? way.field : `nodes.${way.nodeId}.${way.field}`;
  const isWrong = field in draft.errors;
  const node = way.nodeId === null ? undefined : draft.values.nodes[way.nodeId];
  const label = node && wayLabel(node, way.field)?.label;
  if (isReadOnly) return <p className={classes.nothing}>{t("callFlows.gap.nothing")}</p>;
  return (
    <div className={classes.gap}>
      <StepMenu way={way}>
        <Button
          variant="default"
          className={classes.fill}
          leftSection={<IconPlus size={16} />}
          data-error={isWrong || undefined}
          aria-label={label && t("callFlows.gap.addAt", { label })}
        >
          {t("callFlows.gap.add")}
        </Button>
      </StepMenu>
      {isWrong && <p className={classes.problem}>{t("callFlows.gap.wrong")}</p>}
    </div>
  );
}
