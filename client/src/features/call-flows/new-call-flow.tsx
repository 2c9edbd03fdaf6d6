import { Modal, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { call, request } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { SentForm } from "../../ui/sent-form.tsx";
import { starterFlow } from "./draft/starter-flow.ts";

export const NewCallFlow = ({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) => (
  <Modal opened={isOpen} onClose={onClose} title={t("callFlows.new")}>
    <NewCallFlowForm />
  </Modal>
);

/** A name is enough: it begins as most do. */
function NewCallFlowForm() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const make = useMutation({
    async mutationFn() {
      const [queue] = await client.fetchQuery(request("GET /queues"));
      return call("POST /call-flows", { body: { name, ...starterFlow(queue?.id) } });
    },
    async onSuccess({ id }) {
      await client.invalidateQueries({ queryKey: ["GET /call-flows"] });
      await navigate({ to: "/call-flows/$id", params: { id } });
    },
  });
  return (
    <SentForm sending={make} label={t("callFlows.make")}>
      {(errors) => (
        <TextInput
          label={t("callFlows.name")}
          description={t("callFlows.nameHelp")}
          value={name}
          maxLength={80}
          required
          withAsterisk={false}
          data-autofocus
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </SentForm>
  );
}
