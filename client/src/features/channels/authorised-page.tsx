import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { t } from "../../lib/i18n.ts";
import { Outside } from "../../ui/outside.tsx";
import { arrivedAnswer, tellAnswer } from "./access-answer.ts";

/** Where a provider sends an admin back to; the window with the form goes on with what it answered. */
export function AuthorisedPage() {
  const navigate = useNavigate();
  const [answer] = useState(arrivedAnswer);
  useEffect(() => {
    if (answer) tellAnswer(answer);
    void navigate({ to: "/channels/authorised", replace: true });
  }, [answer, navigate]);
  const kind = answer ? ("code" in answer ? "answered" : "refused") : "empty";
  return (
    <Outside title={t(`channels.authorised.${kind}.title`)} text={t(`channels.authorised.${kind}.text`)} />
  );
}
