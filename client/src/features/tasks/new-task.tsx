import { Button, Group, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { refreshSoon } from "../../realtime/cache/refresh-soon.ts";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong } from "../../ui/use-focus-error.ts";

interface NewTaskProps {
  isOpen: boolean;
  onClose(): void;
}

export function NewTask({ isOpen, onClose }: NewTaskProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("tasks.new")}>
      <NewTaskForm onDone={onClose} />
    </Modal>
  );
}

function NewTaskForm({ onDone }: { onDone(): void }) {
  const me = useMe();
  const form = useForm({
    initialValues: { title: "", due: "" },
    validate: { title: (value) => (value.trim() ? null : t("tasks.missingTitle")) },
  });
  const send = useMutation({
    mutationFn: ({ title, due }: typeof form.values) =>
      call("POST /tasks", {
        body: { title, assigneeId: me.id, dueAt: due ? new Date(due).toISOString() : null },
      }),
    onSuccess() {
      refreshSoon("GET /tasks", "GET /tasks/counts");
      onDone();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)}>
      <TextInput label={t("tasks.what")} data-autofocus maxLength={300} {...form.getInputProps("title")} />
      <TextInput type="datetime-local" label={t("tasks.due")} mt={16} {...form.getInputProps("due")} />
      <FormError error={send.error} />
      <Group justify="flex-end" mt={24} gap={8}>
        <Button variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {t("tasks.add")}
        </Button>
      </Group>
    </form>
  );
}
