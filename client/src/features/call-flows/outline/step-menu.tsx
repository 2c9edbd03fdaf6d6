import { Menu, ScrollArea } from "@mantine/core";
import { IconArrowLeft, IconCornerDownRight } from "@tabler/icons-react";
import { type ReactElement, useState } from "react";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { randomUuid } from "../../../lib/random-id.ts";
import { Cut } from "../../../ui/cut.tsx";
import { insertStep, setTarget, targetAt, type Way } from "../draft/change-flow.ts";
import { isLast, languageOf, newStep, type StepType, stepTypes } from "../draft/new-step.ts";
import { useFlow } from "../flow-context.ts";
import { cardId } from "./step-card.tsx";
import { StepIcon } from "./step-icon.tsx";
import { stepName } from "./step-words.ts";

/** What can come on a way: a new step, or one that is there. */
export function StepMenu({ way, children }: { way: Way; children: ReactElement }) {
  const [isLinking, setIsLinking] = useState(false);
  return (
    <Menu
      position="bottom-start"
      withinPortal
      onClose={() => setIsLinking(false)}
      width={280}
      closeOnItemClick={false}
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {isLinking ? (
          <Goals way={way} onBack={() => setIsLinking(false)} />
        ) : (
          <NewSteps way={way} onLink={() => setIsLinking(true)} />
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function NewSteps({ way, onLink }: { way: Way; onLink(): void }) {
  const { draft, toggle } = useFlow();
  const [first] = useQueues().data ?? [];
  const { values } = draft;
  const next = targetAt(values, way);

  function add(type: StepType) {
    const id = randomUuid();
    const node = newStep(type, { language: languageOf(values), queueId: first?.id ?? "" });
    draft.setFlow((flow) => insertStep(flow, way, id, node), way.nodeId ?? undefined);
    toggle(id, true);
    focusFirstField(id);
  }

  return (
    <>
      <Menu.Label>{t(next ? "callFlows.add.between" : "callFlows.add.next")}</Menu.Label>
      {stepTypes
        .filter((type) => !next || !isLast(type))
        .map((type) => (
          <Menu.Item
            key={type}
            leftSection={<StepIcon type={type} size={16} />}
            closeMenuOnClick
            onClick={() => add(type)}
          >
            {t(`callFlows.step.${type}`)}
          </Menu.Item>
        ))}
      {Object.keys(values.nodes).length > 0 && (
        <>
          <Menu.Divider />
          <Menu.Item leftSection={<IconCornerDownRight size={16} stroke={1.75} />} onClick={onLink}>
            {t("callFlows.add.link")}
          </Menu.Item>
        </>
      )}
    </>
  );
}

function Goals({ way, onBack }: { way: Way; onBack(): void }) {
  const { draft } = useFlow();
  const names = { queues: useQueues().data, sounds: draft.sounds };
  const goals = Object.entries(draft.values.nodes).filter(([id]) => id !== targetAt(draft.values, way));
  return (
    <>
      <Menu.Item leftSection={<IconArrowLeft size={16} />} onClick={onBack}>
        {t("callFlows.add.new")}
      </Menu.Item>
      <Menu.Divider />
      <ScrollArea.Autosize mah={280} type="auto">
        {goals.map(([id, node]) => (
          <Menu.Item
            key={id}
            leftSection={<StepIcon type={node.type} size={16} />}
            closeMenuOnClick
            onClick={() => draft.setFlow((flow) => setTarget(flow, way, id), way.nodeId ?? undefined)}
          >
            <Cut>{stepName(node, names)}</Cut>
          </Menu.Item>
        ))}
      </ScrollArea.Autosize>
    </>
  );
}

/** Of a card that is drawn by then. */
function focusFirstField(id: string) {
  requestAnimationFrame(() => {
    const card = document.getElementById(cardId(id));
    const field = card?.querySelector<HTMLInputElement | HTMLTextAreaElement>(
      "fieldset input:not([type=radio]), fieldset textarea",
    );
    (field ?? card)?.focus();
    // What is usual is there already, and is typed over.
    field?.select();
  });
}
