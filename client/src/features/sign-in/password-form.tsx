import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { callAuth } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong } from "../../ui/use-focus-error.ts";

interface PasswordFormProps {
  onIn(): void;
  onCodeNeeded(): void;
}

export function PasswordForm({ onIn, onCodeNeeded }: PasswordFormProps) {
  const form = useForm({
    initialValues: { email: "", password: "" },
    validate: {
      email: (value) => (value.trim() ? null : t("signIn.missing.email")),
      password: (value) => (value ? null : t("signIn.missing.password")),
    },
  });
  const send = useMutation({
    mutationFn: ({ email, password }: typeof form.values) =>
      callAuth("/sign-in/email", { email: email.trim(), password }),
    onSuccess: (answer) => (asksForCode(answer) ? onCodeNeeded() : onIn()),
  });
  return (
    <form onSubmit={form.onSubmit((values) => send.mutate(values), toFirstWrong)} noValidate>
      <TextInput
        label={t("signIn.email")}
        type="email"
        autoComplete="username"
        autoFocus
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label={t("signIn.password")}
        autoComplete="current-password"
        {...form.getInputProps("password")}
      />
      <FormError error={send.error} />
      <Button type="submit" loading={send.isPending}>
        {t("signIn.enter")}
      </Button>
      <p className="faint small">{t("signIn.lost")}</p>
    </form>
  );
}

const asksForCode = (answer: unknown): boolean =>
  (answer as { twoFactorRedirect?: unknown } | null)?.twoFactorRedirect === true;
