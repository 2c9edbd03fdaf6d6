import { Button, SegmentedControl, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Preferences } from "../../../../server/contract/people.ts";
import { t } from "../../lib/i18n.ts";
import { useChangeMe, useChangePreferences, useMe } from "../../lib/session.ts";
import { sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import classes from "./settings.module.css";
import { SignatureForm } from "./signature-form.tsx";

const schemes = ["auto", "light", "dark"] as const;

export function Profile() {
  const me = useMe();
  const [name, setName] = useState(me.name);
  const change = useChangeMe();
  const prefer = useChangePreferences();
  return (
    <>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ name: name.trim() }, { onSuccess: () => sayToast(t("settings.saved")) });
        }}
      >
        <TextInput
          label={t("settings.name")}
          description={t("settings.nameHelp")}
          value={name}
          maxLength={120}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput label={t("settings.email")} value={me.email} readOnly />
        <FormError error={change.error} />
        <Button type="submit" loading={change.isPending} disabled={!name.trim() || name.trim() === me.name}>
          {t("common.save")}
        </Button>
      </form>
      <SignatureForm />
      <div className={classes.form}>
        <h2>{t("settings.screen")}</h2>
        <SegmentedControl
          aria-label={t("settings.scheme.label")}
          value={me.preferences.colorScheme ?? "auto"}
          onChange={(value) => prefer({ colorScheme: value as Preferences["colorScheme"] })}
          data={schemes.map((value) => ({ value, label: t(`settings.scheme.${value}`) }))}
        />
        <Switch
          label={t("settings.enterSends")}
          description={t("settings.enterSendsHelp")}
          checked={me.preferences.enterSends ?? false}
          onChange={(event) => prefer({ enterSends: event.currentTarget.checked })}
        />
        {me.preferences.hidesGettingStarted && (
          <Button variant="default" onClick={() => prefer({ hidesGettingStarted: false })}>
            {t("settings.showGettingStarted")}
          </Button>
        )}
      </div>
    </>
  );
}
