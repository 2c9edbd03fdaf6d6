import { Button, PasswordInput, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { call, request } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { enter } from "../../lib/session.ts";
import { FormError } from "../../ui/form-error.tsx";
import { Outside } from "../../ui/outside.tsx";
import { toFirstWrong, useFocusError } from "../../ui/use-focus-error.ts";

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
const timeZones = [...new Set([here, "UTC", ...Intl.supportedValuesOf("timeZone")])];

/** The first visit: makes the workspace and its first admin, who is signed in by it. */
export function SetupPage() {
  const { token } = useSearch({ strict: false });
  const setup = useQuery({ ...request("GET /setup"), staleTime: 0 });
  if (setup.data?.isSetUp) return <Done />;
  if (!token) return <Outside title={t("setup.noToken.title")} text={t("setup.noToken.text")} />;
  return (
    <Outside title={t("setup.title")} text={t("setup.text")}>
      <SetupForm token={token} />
    </Outside>
  );
}

function SetupForm({ token }: { token: string }) {
  const form = useForm({
    initialValues: { workspace: "", timeZone: here, name: "", email: "", password: "" },
    validate: {
      workspace: (value) => (value.trim() ? null : t("setup.missing.workspace")),
      name: (value) => (value.trim() ? null : t("setup.missing.name")),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t("setup.missing.email")),
      password: (value) => (value.length >= 10 ? null : t("setup.missing.password")),
    },
  });
  const send = useMutation({
    mutationFn: (body: typeof form.values) =>
      call("POST /setup", { body: { ...body, email: body.email.trim(), token } }),
    onSuccess: () => enter(),
    onError: (error) => error instanceof ApiError && form.setErrors(error.fields),
  });
  const element = useFocusError(send.error);
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)} noValidate>
      <TextInput
        label={t("setup.workspace")}
        placeholder={t("setup.workspaceExample")}
        autoFocus
        maxLength={120}
        {...form.getInputProps("workspace")}
      />
      <Select
        label={t("setup.timeZone")}
        data={timeZones}
        searchable
        allowDeselect={false}
        {...form.getInputProps("timeZone")}
      />
      <TextInput
        label={t("setup.name")}
        autoComplete="name"
        maxLength={120}
        {...form.getInputProps("name")}
      />
      <TextInput
        label={t("setup.email")}
        type="email"
        autoComplete="email"
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={t("setup.password")}
        description={t("setup.passwordRule")}
        autoComplete="new-password"
        {...form.getInputProps("password")}
      />
      <FormError error={send.error} />
      <Button type="submit" loading={send.isPending || send.isSuccess}>
        {t("setup.make")}
      </Button>
    </form>
  );
}

function Done() {
  return (
    <Outside title={t("setup.done.title")} text={t("setup.done.text")}>
      <Button component="a" href="/" mt={24} fullWidth>
        {t("setup.done.open")}
      </Button>
    </Outside>
  );
}
