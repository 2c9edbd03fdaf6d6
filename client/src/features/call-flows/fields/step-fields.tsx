import type { CallFlowNode } from "../../../../../server/contract/call-flows.ts";
import { t } from "../../../lib/i18n.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./fields.module.css";
import { HoursFields } from "./hours-fields.tsx";
import { MenuFields } from "./menu-fields.tsx";
import { OptionalPrompt, PromptField } from "./prompt-field.tsx";
import { QueueFields } from "./queue-fields.tsx";
import { TransferFields } from "./transfer-fields.tsx";
import { VoicemailFields } from "./voicemail-fields.tsx";

export interface FieldsProps<Node> {
  node: Node;
  errors: Record<string, string>;
  onChange(node: Node): void;
}

export type NodeOf<Type extends CallFlowNode["type"]> = Extract<CallFlowNode, { type: Type }>;

interface StepFieldsProps {
  id: string;
  node: CallFlowNode;
  errors: Record<string, string>;
}

export function StepFields({ id, node, errors }: StepFieldsProps) {
  const { draft, isReadOnly } = useFlow();
  const onChange = (changed: CallFlowNode) => draft.setNode(id, changed);
  return (
    <fieldset className={classes.fields} disabled={isReadOnly}>
      {fieldsOf(id, node, errors, onChange)}
    </fieldset>
  );
}

function fieldsOf(
  id: string,
  node: CallFlowNode,
  errors: Record<string, string>,
  onChange: (node: CallFlowNode) => void,
) {
  const rest = { errors, onChange };
  switch (node.type) {
    case "say":
    case "callback":
      return (
        <PromptField
          label={t("callFlows.prompt.heard")}
          value={node.prompt}
          errors={errors}
          path="prompt"
          onChange={(prompt) => onChange({ ...node, prompt })}
        />
      );
    case "menu":
      return <MenuFields id={id} node={node} {...rest} />;
    case "hours":
      return <HoursFields node={node} {...rest} />;
    case "queue":
      return <QueueFields id={id} node={node} {...rest} />;
    case "voicemail":
      return <VoicemailFields node={node} {...rest} />;
    case "transfer":
      return <TransferFields node={node} {...rest} />;
    case "hangUp":
      return (
        <OptionalPrompt
          question={t("callFlows.hangUp.prompt")}
          usual={t("callFlows.usual.goodbye")}
          label={t("callFlows.prompt.heard")}
          value={node.prompt}
          errors={errors}
          path="prompt"
          onChange={(prompt) => onChange({ ...node, prompt })}
        />
      );
  }
}
