import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { t } from "../../lib/i18n.ts";
import { useChangeMe, useMe } from "../../lib/session.ts";
import { sayToast } from "../../lib/toast.ts";
import { FormError } from "../../ui/form-error.tsx";
import classes from "./settings.module.css";

/** What stands under the letters that one writes. */
export function SignatureForm() {
  const { preferences } = useMe();
  const kept = preferences.signature ?? "";
  const [signature, setSignature] = useState(kept);
  const change = useChangeMe();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(
      { preferences: { ...preferences, signature: signature.trim() || undefined } },
      { onSuccess: () => sayToast(t("settings.saved")) },
    );
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Textarea
        label={t("settings.signature")}
        description={t("settings.signatureHelp")}
        autosize
        minRows={3}
        maxRows={10}
        maxLength={2000}
        dir="auto"
        value={signature}
        onChange={(event) => setSignature(event.currentTarget.value)}
      />
      <FormError error={change.error} />
      <Button type="submit" loading={change.isPending} disabled={signature.trim() === kept}>
        {t("common.save")}
      </Button>
    </form>
  );
}
