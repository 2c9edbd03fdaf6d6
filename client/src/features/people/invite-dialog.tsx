import { Button, Modal, MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Role } from "../../../../server/contract/people.ts";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { useQueues, useTeams } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong, useFocusError } from "../../ui/use-focus-error.ts";
import classes from "./people.module.css";
import { QueuesField } from "./queues-field.tsx";

const roles: Role[] = ["agent", "supervisor", "admin"];

export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("people.invite")}>
      <InviteForm />
    </Modal>
  );
}

function InviteForm() {
  const client = useQueryClient();
  const teams = useTeams().data ?? [];
  const queues = useQueues().data ?? [];
  // Of one queue alone, whoever is new is one more who gets its work.
  const usual = queues.length === 1 ? queues.map(({ id }) => id) : [];
  const [queueIds = usual, setQueueIds] = useState<string[]>();
  const form = useForm({
    initialValues: { email: "", role: "agent" as Role, teamIds: [] as string[] },
    validate: { email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t("people.missingEmail")) },
  });
  const send = useMutation({
    mutationFn: (body: typeof form.values) =>
      call("POST /invitations", { body: { ...body, queueIds, email: body.email.trim() } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["GET /invitations"] }),
    onError: (error) => error instanceof ApiError && form.setErrors(error.fields),
  });
  const element = useFocusError(send.error);
  if (send.data?.url) {
    return (
      <>
        <p className="faint">{t("people.link.text")}</p>
        <CopyField label={t("people.link.invitation", { email: send.data.email })} value={send.data.url} />
      </>
    );
  }
  return (
    <form
      ref={element}
      className={classes.form}
      onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)}
      noValidate
    >
      <TextInput label={t("people.email")} type="email" data-autofocus {...form.getInputProps("email")} />
      <Select
        label={t("people.role")}
        data={roles.map((role) => ({ value: role, label: t(`common.role.${role}`) }))}
        description={t(`people.can.${form.values.role}`)}
        allowDeselect={false}
        {...form.getInputProps("role")}
      />
      {teams.length > 0 && (
        <MultiSelect
          label={t("people.part.teams")}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps("teamIds")}
        />
      )}
      <QueuesField
        description={t("people.queuesHelp")}
        value={queueIds}
        error={send.error instanceof ApiError ? send.error.fields.queueIds : undefined}
        onChange={setQueueIds}
      />
      <FormError error={send.error} />
      <Button type="submit" loading={send.isPending}>
        {t("people.makeLink")}
      </Button>
    </form>
  );
}
