import { Select, TagsInput } from "@mantine/core";
import type { RoutingActions } from "../../../../../server/contract/queues.ts";
import { useQueues, useTags } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { RequirementsField } from "../requirements-field.tsx";
import classes from "./rules.module.css";

interface ActionFieldsProps {
  actions: RoutingActions;
  onChange(actions: RoutingActions): void;
}

const priorities = Array.from({ length: 10 }, (_, priority) => String(priority));

/** What happens then; whatever is left open is for later rules, or the queue, to say. */
export function ActionFields({ actions, onChange }: ActionFieldsProps) {
  const queues = useQueues().data ?? [];
  const tags = useTags().data ?? [];
  const set = (some: Partial<RoutingActions>) => {
    const given = Object.entries({ ...actions, ...some }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(given));
  };
  return (
    <section className={classes.part}>
      <h3>{t("queues.rules.outcome")}</h3>
      <Select
        label={t("queues.action.queue")}
        placeholder={t("queues.action.queueNone")}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
        value={actions.queueId ?? null}
        searchable
        clearable
        onChange={(queueId) => set({ queueId: queueId ?? undefined })}
      />
      <Select
        label={t("queues.action.priority")}
        description={t("queues.action.priorityHelp")}
        placeholder={t("queues.action.priorityNone")}
        data={priorities}
        value={actions.priority === undefined ? null : String(actions.priority)}
        clearable
        onChange={(priority) => set({ priority: priority === null ? undefined : Number(priority) })}
      />
      <RequirementsField
        value={actions.requirements ?? []}
        onChange={(requirements) => set({ requirements })}
      />
      <TagsInput
        label={t("queues.action.tags")}
        description={t("queues.rules.typeEach")}
        data={tags.map(({ name }) => name)}
        value={actions.tags ?? []}
        maxTags={10}
        onChange={(names) => set({ tags: names })}
      />
    </section>
  );
}
