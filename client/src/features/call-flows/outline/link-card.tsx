import { ActionIcon } from "@mantine/core";
import { IconCornerDownRight, IconX } from "@tabler/icons-react";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Cut } from "../../../ui/cut.tsx";
import { setTarget, type Way } from "../draft/change-flow.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./outline.module.css";
import { goToCard } from "./step-card.tsx";
import { stepName } from "./step-words.ts";

/** A way to a step that stands elsewhere. */
export function LinkCard({ id, way }: { id: string; way: Way | undefined }) {
  const { draft, isReadOnly } = useFlow();
  const names = { queues: useQueues().data, sounds: draft.sounds };
  const node = draft.values.nodes[id];
  if (!node) return null;
  const name = stepName(node, names);
  return (
    <div className={classes.link}>
      <button type="button" onClick={() => goToCard(id)}>
        <IconCornerDownRight size={16} stroke={1.75} aria-hidden />
        <Cut>{t("callFlows.goesTo", { name })}</Cut>
      </button>
      {way && !isReadOnly && (
        <ActionIcon
          size={28}
          aria-label={t("callFlows.unlink", { name })}
          onClick={() => draft.setFlow((flow) => setTarget(flow, way, ""), way.nodeId ?? undefined)}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
