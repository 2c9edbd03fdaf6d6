import { Button, Code, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { callAuth } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { useMe } from "../../lib/session.ts";
import { sayToast } from "../../lib/toast.ts";
import { CopyField } from "../../ui/copy-field.tsx";
import { FormError } from "../../ui/form-error.tsx";
import { QrCode } from "../../ui/qr-code.tsx";
import classes from "./settings.module.css";

/** What better-auth answers when the second step is begun. */
interface Begun {
  totpURI: string;
  backupCodes: string[];
}

/** Codes from an authenticator app: password, then the secret, then one code as proof. */
export function TwoFactor() {
  const me = useMe();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const done = () => client.invalidateQueries({ queryKey: ["GET /me"] });
  const begin = useMutation({
    mutationFn: async () => (await callAuth("/two-factor/enable", { password })) as Begun,
    onSuccess: () => setPassword(""),
  });
  const prove = useMutation({
    mutationFn: () => callAuth("/two-factor/verify-totp", { code }),
    async onSuccess() {
      begin.reset();
      setCode("");
      await done();
      sayToast(t("settings.twoFactor.isOn"));
    },
  });
  const end = useMutation({
    mutationFn: () => callAuth("/two-factor/disable", { password }),
    async onSuccess() {
      setPassword("");
      await done();
      sayToast(t("settings.twoFactor.isOff"));
    },
  });
  const step = me.isTwoFactorOn ? end : begin;

  if (begin.data) {
    const secret = new URL(begin.data.totpURI).searchParams.get("secret") ?? "";
    return (
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate();
        }}
      >
        <h2>{t("settings.twoFactor.title")}</h2>
        <p>{t("settings.twoFactor.scan")}</p>
        <div>
          <QrCode text={begin.data.totpURI} label={t("settings.twoFactor.qr")} />
        </div>
        <CopyField label={t("settings.twoFactor.secret")} value={secret} />
        <a href={begin.data.totpURI}>{t("settings.twoFactor.open")}</a>
        <p>{t("settings.twoFactor.codes")}</p>
        <Code block>{begin.data.backupCodes.join("\n")}</Code>
        <TextInput
          label={t("settings.twoFactor.code")}
          value={code}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormError error={prove.error} />
        <Button type="submit" loading={prove.isPending} disabled={code.length !== 6}>
          {t("settings.twoFactor.prove")}
        </Button>
      </form>
    );
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        step.mutate();
      }}
    >
      <h2>{t("settings.twoFactor.title")}</h2>
      <p className="faint">
        {t(me.isTwoFactorOn ? "settings.twoFactor.onText" : "settings.twoFactor.offText")}
      </p>
      <PasswordInput
        label={t("settings.currentPassword")}
        value={password}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <FormError error={step.error} />
      <Button type="submit" variant="default" loading={step.isPending} disabled={!password}>
        {t(me.isTwoFactorOn ? "settings.twoFactor.turnOff" : "settings.twoFactor.turnOn")}
      </Button>
    </form>
  );
}
