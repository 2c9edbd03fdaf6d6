import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Channel } from "../../../../server/contract/channels.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { AskButton } from "../../ui/ask-button.tsx";

export function ArchiveButton({ channel }: { channel: Channel }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  const archive = useMutation({
    mutationFn: () => call("DELETE /channels/:id", { params: { id: channel.id } }),
    onSuccess() {
      void client.invalidateQueries({ queryKey: ["GET /channels"] });
      void client.invalidateQueries({ queryKey: ["GET /channels/summary"] });
      void navigate({ to: "/channels" });
    },
  });
  return (
    <AskButton
      label={t("channels.archive")}
      title={t("channels.archiveTitle", { name: channel.name })}
      text={t("channels.archiveText")}
      isPending={archive.isPending}
      error={archive.error}
      onConfirm={() => archive.mutate()}
    />
  );
}
