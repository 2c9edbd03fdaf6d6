import { Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { SentForm } from "../../ui/sent-form.tsx";
import { WhoFields } from "./who-fields.tsx";

export function NewQueue({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("queues.new")}>
      <NewQueueForm />
    </Modal>
  );
}

const empty = { name: "", personIds: [] as string[], teamIds: [] as string[], channelIds: [] as string[] };

/** A name and members are enough; the rest is as usual. */
function NewQueueForm() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [values, setValues] = useState(empty);
  const set = (some: Partial<typeof values>) => setValues((all) => ({ ...all, ...some }));
  const make = useMutation({
    mutationFn: () => call("POST /queues", { body: values }),
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ["GET /queues"] });
      await navigate({ to: "/queues/$id", params: { id } });
    },
  });
  return (
    <SentForm sending={make} label={t("queues.make")}>
      {(errors) => (
        <>
          <TextInput
            label={t("queues.name")}
            value={values.name}
            maxLength={80}
            required
            withAsterisk={false}
            data-autofocus
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <WhoFields values={values} onChange={set} />
        </>
      )}
    </SentForm>
  );
}
