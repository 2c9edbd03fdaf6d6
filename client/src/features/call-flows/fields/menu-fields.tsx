import { ActionIcon, Button, NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { t } from "../../../lib/i18n.ts";
import { phoneKeys } from "../../../lib/phone-keys.ts";
import { asNumber, shown } from "../../../lib/typed-number.ts";
import { replaceNode } from "../draft/change-flow.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./fields.module.css";
import { OptionalPrompt, PromptField } from "./prompt-field.tsx";
import type { FieldsProps, NodeOf } from "./step-fields.tsx";

type MenuFieldsProps = FieldsProps<NodeOf<"menu">> & { id: string };

export function MenuFields({ id, node, errors, onChange }: MenuFieldsProps) {
  return (
    <>
      <PromptField
        label={t("callFlows.prompt.heard")}
        value={node.prompt}
        errors={errors}
        path="prompt"
        onChange={(prompt) => onChange({ ...node, prompt })}
      />
      <Choices id={id} node={node} errors={errors} onChange={onChange} />
      <div className={classes.numbers}>
        <NumberInput
          label={t("callFlows.menu.timeout")}
          suffix={` ${t("common.duration.seconds")}`}
          min={1}
          max={60}
          allowDecimal={false}
          value={shown(node.timeoutSeconds)}
          error={errors.timeoutSeconds}
          onChange={(typed) => onChange({ ...node, timeoutSeconds: asNumber(typed) })}
        />
        <NumberInput
          label={t("callFlows.menu.tries")}
          min={1}
          max={10}
          allowDecimal={false}
          value={shown(node.tries)}
          error={errors.tries}
          onChange={(typed) => onChange({ ...node, tries: asNumber(typed) })}
        />
      </div>
      <OptionalPrompt
        question={t("callFlows.menu.wrong")}
        usual={t("callFlows.usual.wrong")}
        label={t("callFlows.menu.wrongHeard")}
        value={node.wrong}
        errors={errors}
        path="wrong"
        onChange={(wrong) => onChange({ ...node, wrong })}
      />
    </>
  );
}

/** The keys and what they mean; where each leads is seen below the step. */
function Choices({ id, node, errors, onChange }: MenuFieldsProps) {
  const { draft, isReadOnly } = useFlow();
  const { choices } = node;
  const free = phoneKeys.find((key) => choices.every(({ digit }) => digit !== key));
  const change = (nth: number, some: Partial<(typeof choices)[number]>) =>
    onChange({
      ...node,
      choices: choices.map((choice, at) => (at === nth ? { ...choice, ...some } : choice)),
    });
  const remove = (nth: number) =>
    draft.setFlow((flow) => replaceNode(flow, id, { ...node, choices: choices.toSpliced(nth, 1) }), id);
  return (
    <fieldset className={classes.choices}>
      <legend className={classes.label}>{t("callFlows.menu.choices")}</legend>
      {choices.map(({ digit, label }, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: choices have no other name than their place
        <div className={classes.choice} key={nth}>
          <NativeSelect
            aria-label={t("callFlows.menu.keyOf", { nth: nth + 1 })}
            data={phoneKeys}
            value={digit}
            error={errors[`choices.${nth}.digit`]}
            onChange={(event) => change(nth, { digit: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t("callFlows.menu.labelOf", { nth: nth + 1 })}
            placeholder={t("callFlows.menu.example")}
            maxLength={80}
            value={label}
            error={errors[`choices.${nth}.label`] && t("callFlows.menu.unnamed")}
            onChange={(event) => change(nth, { label: event.currentTarget.value })}
          />
          {!isReadOnly && choices.length > 1 && (
            <ActionIcon
              aria-label={t("callFlows.menu.removeChoice", { key: digit })}
              onClick={() => remove(nth)}
            >
              <IconX size={16} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!isReadOnly && free && (
        <Button
          variant="subtle"
          size="xs"
          className={classes.add}
          leftSection={<IconPlus size={14} />}
          onClick={() => onChange({ ...node, choices: [...choices, { digit: free, label: "", next: "" }] })}
        >
          {t("callFlows.menu.addChoice")}
        </Button>
      )}
    </fieldset>
  );
}
