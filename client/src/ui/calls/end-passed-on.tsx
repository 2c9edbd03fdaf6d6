import { useMutation } from "@tanstack/react-query";
import type { Call } from "../../../../server/contract/calls.ts";
import { call as ask } from "../../lib/api.ts";
import { passerOf } from "../../lib/calls.ts";
import { t } from "../../lib/i18n.ts";
import { isAtLeast, useMe } from "../../lib/session.ts";
import { AskButton } from "../ask-button.tsx";

/** For a call that is in nobody's bar any more: only telephones are left in it. */
export function EndPassedOn({ call }: { call: Call }) {
  const me = useMe();
  const passer = passerOf(call);
  const end = useMutation({ mutationFn: () => ask("POST /calls/:id/end", { params: { id: call.id } }) });
  if (!passer || (passer !== me.id && !isAtLeast(me, "supervisor"))) return null;
  return (
    <div>
      <AskButton
        label={t("calls.passedOn.end")}
        title={t("calls.passedOn.title")}
        text={t("calls.passedOn.text")}
        isPending={end.isPending}
        error={end.error}
        onConfirm={() => end.mutate()}
      />
    </div>
  );
}
