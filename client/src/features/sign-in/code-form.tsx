import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { callAuth } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { FormError } from "../../ui/form-error.tsx";

/** Six digits from the authenticator; anything else is one of the recovery codes. */
export function CodeForm({ onIn }: { onIn(): void }) {
  const [code, setCode] = useState("");
  const send = useMutation({
    mutationFn: (typed: string) =>
      /^\d{6}$/.test(typed)
        ? callAuth("/two-factor/verify-totp", { code: typed })
        : callAuth("/two-factor/verify-backup-code", { code: typed }),
    onSuccess: onIn,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate(code.replace(/\s/g, ""));
      }}
    >
      <TextInput
        label={t("signIn.code.label")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        autoComplete="one-time-code"
        inputMode="text"
        autoFocus
        maxLength={32}
      />
      <FormError error={send.error} />
      <Button type="submit" loading={send.isPending} disabled={code.trim().length < 6}>
        {t("signIn.enter")}
      </Button>
    </form>
  );
}
