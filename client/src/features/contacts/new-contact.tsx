import { Autocomplete, Button, Group, Modal, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { call } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { useFoundCompanies } from "../../lib/companies.ts";
import { t } from "../../lib/i18n.ts";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong, useFocusError } from "../../ui/use-focus-error.ts";
import classes from "./contacts.module.css";

interface NewContactProps {
  isOpen: boolean;
  onClose(): void;
}

export function NewContact({ isOpen, onClose }: NewContactProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={t("contacts.new")}>
      <NewContactForm onDone={onClose} />
    </Modal>
  );
}

function NewContactForm({ onDone }: { onDone(): void }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const form = useForm({
    initialValues: { name: "", company: "", email: "", phone: "" },
    validate: { name: (value) => (value.trim() ? null : t("contacts.missingName")) },
  });
  const companies = useFoundCompanies(form.values.company);
  const send = useMutation({
    mutationFn: ({ name, company, email, phone }: typeof form.values) =>
      call("POST /contacts", {
        body: {
          name,
          company: company.trim() || null,
          identities: [
            ...(email.trim() ? [{ kind: "email" as const, address: email.trim() }] : []),
            ...(phone.trim() ? [{ kind: "phone" as const, address: phone.trim() }] : []),
          ],
        },
      }),
    onSuccess(contact) {
      void client.invalidateQueries({ queryKey: ["GET /contacts"] });
      onDone();
      void navigate({ to: "/contacts/$id", params: { id: contact.id } });
    },
    onError: (error, values) => error instanceof ApiError && form.setErrors(atFields(error.fields, values)),
  });
  const element = useFocusError(send.error);
  return (
    <form
      ref={element}
      className={classes.form}
      onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)}
    >
      <TextInput label={t("contacts.name")} data-autofocus maxLength={200} {...form.getInputProps("name")} />
      <Autocomplete
        label={t("contacts.company")}
        maxLength={200}
        data={companies.map(({ name }) => name)}
        {...form.getInputProps("company")}
      />
      <TextInput label={t("common.identity.email")} type="email" {...form.getInputProps("email")} />
      <TextInput
        label={t("common.identity.phone")}
        type="tel"
        placeholder="+49 30 1234567"
        {...form.getInputProps("phone")}
      />
      <FormError error={send.error} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onDone}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" loading={send.isPending}>
          {t("contacts.add")}
        </Button>
      </Group>
    </form>
  );
}

/** The hub names an identity by its place among those sent; here each has a field of its own. */
function atFields(fields: Record<string, string>, values: { email: string; phone: string }) {
  const sent = (["email", "phone"] as const).filter((key) => values[key].trim());
  const named = Object.entries(fields).map(([path, text]) => [
    sent[Number(/^identities\.(\d+)/.exec(path)?.[1] ?? Number.NaN)] ?? path,
    text,
  ]);
  return Object.fromEntries(named);
}
