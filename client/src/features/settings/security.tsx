import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation } from "@tanstack/react-query";
import { callAuth } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { signOutEverywhere } from "../../lib/session.ts";
import { errorToast, sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import { toFirstWrong } from "../../ui/use-focus-error.ts";
import classes from "./settings.module.css";
import { TwoFactor } from "./two-factor.tsx";

export function Security() {
  const form = useForm({
    initialValues: { currentPassword: "", newPassword: "" },
    validate: {
      currentPassword: (value) => (value ? null : t("settings.missing.current")),
      newPassword: (value) => (value.length >= 10 ? null : t("settings.missing.password")),
    },
  });
  const change = useMutation({
    mutationFn: (values: typeof form.values) => callAuth("/change-password", values),
    onSuccess() {
      form.reset();
      sayToast(t("settings.passwordChanged"));
    },
  });
  return (
    <>
      <form
        className={classes.form}
        onSubmit={form.onSubmit((values) => change.mutate(values), toFirstWrong)}
      >
        <h2>{t("settings.password")}</h2>
        <PasswordInput
          label={t("settings.currentPassword")}
          autoComplete="current-password"
          {...form.getInputProps("currentPassword")}
        />
        <PasswordInput
          label={t("settings.newPassword")}
          description={t("settings.passwordRule")}
          autoComplete="new-password"
          {...form.getInputProps("newPassword")}
        />
        <FormError error={change.error} />
        <Button type="submit" loading={change.isPending}>
          {t("settings.changePassword")}
        </Button>
      </form>
      <TwoFactor />
      <div className={classes.form}>
        <h2>{t("settings.sessions")}</h2>
        <p className="faint">{t("settings.sessionsHelp")}</p>
        <Button variant="default" onClick={() => signOutEverywhere().catch((error) => errorToast(error))}>
          {t("settings.signOutEverywhere")}
        </Button>
      </div>
    </>
  );
}
