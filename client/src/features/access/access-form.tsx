import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { call, callAuth } from "../../lib/api.ts";
import { ApiError } from "../../lib/api-error.ts";
import { t } from "../../lib/i18n.ts";
import { enter } from "../../lib/session.ts";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong, useFocusError } from "../../ui/use-focus-error.ts";

interface AccessFormProps {
  token: string;
  kind: "invitation" | "passwordReset";
  email: string;
}

export function AccessForm({ token, kind, email }: AccessFormProps) {
  const isNew = kind === "invitation";
  const form = useForm({
    initialValues: { name: "", password: "" },
    validate: {
      name: (value) => (!isNew || value.trim() ? null : t("access.missing.name")),
      password: (value) => (value.length >= 10 ? null : t("access.missing.password")),
    },
  });
  const send = useMutation({
    mutationFn: async ({ name, password }: typeof form.values) => {
      await call("POST /access-links/:token", {
        params: { token },
        body: { password, ...(isNew && { name }) },
      });
      // With a second factor on, the password alone does not sign in: the sign-in page asks for the code.
      await callAuth("/sign-in/email", { email, password });
    },
    onSuccess: () => enter(),
    onError: (error) => error instanceof ApiError && form.setErrors(error.fields),
  });
  const element = useFocusError(send.error);
  return (
    <form ref={element} onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)} noValidate>
      <TextInput label={t("access.email")} value={email} readOnly autoComplete="username" />
      {isNew && (
        <TextInput
          label={t("access.name")}
          autoComplete="name"
          autoFocus
          maxLength={120}
          {...form.getInputProps("name")}
        />
      )}
      <PasswordInput
        label={t("access.password")}
        description={t("access.passwordRule")}
        autoComplete="new-password"
        autoFocus={!isNew}
        {...form.getInputProps("password")}
      />
      <FormError error={send.error} />
      <Button type="submit" loading={send.isPending || send.isSuccess}>
        {t(`access.${kind}.enter`)}
      </Button>
    </form>
  );
}
