import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { CallFlow } from "../../../../server/contract/call-flows.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { AskButton } from "../../ui/ask-button.tsx";
import classes from "./call-flows.module.css";

export function ArchiveCallFlow({ flow }: { flow: CallFlow }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => call("DELETE /call-flows/:id", { params: { id: flow.id } }),
    async onSuccess() {
      await navigate({ to: "/call-flows", ignoreBlocker: true });
      void client.invalidateQueries({ queryKey: ["GET /call-flows"] });
    },
  });
  return (
    <div className={classes.archive}>
      <AskButton
        label={t("callFlows.archive.action")}
        title={t("callFlows.archive.title", { name: flow.name })}
        text={t("callFlows.archive.text")}
        isPending={archive.isPending}
        error={archive.error}
        onConfirm={() => archive.mutate()}
      />
    </div>
  );
}
