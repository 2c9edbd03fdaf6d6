import { NativeSelect, Select, Switch, TextInput } from "@mantine/core";
import { useQueues } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { phoneKeys } from "../../../lib/phone-keys.ts";
import { DurationField, OptionalDuration } from "../../../ui/duration-field.tsx";
import { replaceNode } from "../draft/change-flow.ts";
import { languageOf, usualAnnouncement } from "../draft/new-step.ts";
import { useFlow } from "../flow-context.ts";
import classes from "./fields.module.css";
import { PromptField } from "./prompt-field.tsx";
import { SoundField } from "./sound-field.tsx";
import type { FieldsProps, NodeOf } from "./step-fields.tsx";

type QueueNode = NodeOf<"queue">;
type QueueFieldsProps = FieldsProps<QueueNode> & { id: string };

export function QueueFields({ id, node, errors, onChange }: QueueFieldsProps) {
  const { draft } = useFlow();
  const queues = useQueues().data ?? [];
  const isGone = node.queueId !== "" && queues.every((queue) => queue.id !== node.queueId);
  /** What only a way led to that is turned off goes with it. */
  const replace = (changed: QueueNode) => draft.setFlow((flow) => replaceNode(flow, id, changed), id);
  const language = languageOf(draft.values);
  return (
    <>
      <Select
        label={t("callFlows.queue.which")}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
        placeholder={t("callFlows.queue.none")}
        allowDeselect={false}
        value={isGone ? null : node.queueId || null}
        error={(errors.queueId || isGone) && t("callFlows.queue.none")}
        onChange={(queueId) => queueId && onChange({ ...node, queueId })}
      />
      <Switch
        label={t("callFlows.queue.music")}
        checked={node.music !== null}
        onChange={(event) => onChange({ ...node, music: event.currentTarget.checked ? "" : null })}
      />
      {node.music !== null && (
        <SoundField
          label={t("callFlows.queue.musicSound")}
          value={node.music}
          error={errors.music}
          onChange={(music) => onChange({ ...node, music })}
        />
      )}
      <Switch
        label={t("callFlows.queue.announce")}
        checked={node.announce !== null}
        onChange={(event) =>
          onChange({ ...node, announce: event.currentTarget.checked ? usualAnnouncement(language) : null })
        }
      />
      {node.announce && <AnnounceFields {...{ node, errors, onChange }} announce={node.announce} />}
      <Switch
        label={t("callFlows.queue.callback")}
        checked={node.callback !== null}
        onChange={(event) =>
          replace({
            ...node,
            callback: event.currentTarget.checked
              ? { key: "1", prompt: { type: "say", text: t("callFlows.usual.exit"), language }, next: "" }
              : null,
          })
        }
      />
      {node.callback && <CallbackFields {...{ node, errors, onChange }} callback={node.callback} />}
      <OptionalDuration
        question={t("callFlows.queue.overflow")}
        label={t("callFlows.queue.overflowAfter")}
        usual={300}
        min={5}
        max={86_400}
        value={node.overflow?.afterSeconds ?? null}
        error={errors["overflow.afterSeconds"]}
        onChange={(afterSeconds) =>
          afterSeconds === null
            ? replace({ ...node, overflow: null })
            : onChange({ ...node, overflow: { next: node.overflow?.next ?? "", afterSeconds } })
        }
      />
    </>
  );
}

interface AnnounceFieldsProps extends FieldsProps<QueueNode> {
  announce: NonNullable<QueueNode["announce"]>;
}

function AnnounceFields({ node, errors, onChange, announce }: AnnounceFieldsProps) {
  const set = (some: Partial<typeof announce>) => onChange({ ...node, announce: { ...announce, ...some } });
  return (
    <div className={classes.inner}>
      {(["position", "expectedWait"] as const).map((what) => (
        <TextInput
          key={what}
          label={t(`callFlows.queue.${what}`)}
          description={t(`callFlows.queue.${what}Help`)}
          maxLength={300}
          value={announce[what] ?? ""}
          error={errors[`announce.${what}`]}
          onChange={(event) => set({ [what]: event.currentTarget.value || null })}
        />
      ))}
      <DurationField
        label={t("callFlows.queue.every")}
        min={15}
        max={3_600}
        value={announce.everySeconds}
        error={errors["announce.everySeconds"]}
        onChange={(everySeconds) => set({ everySeconds })}
      />
    </div>
  );
}

interface CallbackFieldsProps extends FieldsProps<QueueNode> {
  callback: NonNullable<QueueNode["callback"]>;
}

function CallbackFields({ node, errors, onChange, callback }: CallbackFieldsProps) {
  const set = (some: Partial<typeof callback>) => onChange({ ...node, callback: { ...callback, ...some } });
  return (
    <div className={classes.inner}>
      <NativeSelect
        className={classes.key}
        label={t("callFlows.queue.callbackKey")}
        data={phoneKeys}
        value={callback.key}
        onChange={(event) => set({ key: event.currentTarget.value })}
      />
      <PromptField
        label={t("callFlows.queue.callbackHeard")}
        value={callback.prompt}
        errors={errors}
        path="callback.prompt"
        onChange={(prompt) => set({ prompt })}
      />
    </div>
  );
}
