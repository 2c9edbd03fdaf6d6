import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Queue } from "../../../../server/contract/queues.ts";
import { call } from "../../lib/api.ts";
import { useQueues } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { AskButton } from "../../ui/ask-button.tsx";

export function ArchiveQueue({ queue }: { queue: Queue }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const next = useQueues().data?.find(({ id }) => id === queue.overflowQueueId);
  const archive = useMutation({
    mutationFn: () => call("DELETE /queues/:id", { params: { id: queue.id } }),
    async onSuccess() {
      await navigate({ to: "/queues" });
      for (const key of ["GET /queues", "GET /routing-rules"]) {
        void client.invalidateQueries({ queryKey: [key] });
      }
    },
  });
  return (
    <AskButton
      label={t("queues.archive.action")}
      title={t("queues.archive.title", { name: queue.name })}
      text={next ? t("queues.archive.toNext", { name: next.name }) : t("queues.archive.toNone")}
      isPending={archive.isPending}
      error={archive.error}
      onConfirm={() => archive.mutate()}
    />
  );
}
