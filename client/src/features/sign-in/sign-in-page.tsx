import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { t } from "../../lib/i18n.ts";
import { enter } from "../../lib/session.ts";
import { Outside } from "../../ui/outside.tsx";
import { CodeForm } from "./code-form.tsx";
import { PasswordForm } from "./password-form.tsx";

export function SignInPage() {
  const { to } = useSearch({ strict: false });
  const [needsCode, setNeedsCode] = useState(false);
  if (needsCode) {
    return (
      <Outside title={t("signIn.code.title")} text={t("signIn.code.text")}>
        <CodeForm onIn={() => enter(to)} />
      </Outside>
    );
  }
  return (
    <Outside title={t("signIn.title")}>
      <PasswordForm onIn={() => enter(to)} onCodeNeeded={() => setNeedsCode(true)} />
    </Outside>
  );
}
