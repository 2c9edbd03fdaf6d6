import { ActionIcon } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { targetAt, type Way } from "../draft/change-flow.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./outline.module.css";
import { StepMenu } from "./step-menu.tsx";
import { stepName } from "./step-words.ts";

/** On a way that leads somewhere: a step in between, or another goal. */
export function AddStep({ way }: { way: Way }) {
  const { draft } = useFlow();
  const names = { queues: useQueues().data, sounds: draft.sounds };
  const next = draft.values.nodes[targetAt(draft.values, way)];
  return (
    <div className={classes.between}>
      <StepMenu way={way}>
        <ActionIcon
          size={24}
          className={classes.plus}
          aria-label={t("callFlows.addBefore", { name: next ? stepName(next, names) : "" })}
        >
          <IconPlus size={14} />
        </ActionIcon>
      </StepMenu>
    </div>
  );
}
