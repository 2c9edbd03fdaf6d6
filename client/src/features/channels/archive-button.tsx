import { Button, Group, Modal } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Channel } from "../../../../server/contract/channels.ts";
import { call } from "../../lib/api.ts";
import { t } from "../../lib/i18n.ts";
import { FormError } from "../../ui/form-error.tsx";

/** Nothing brings an archived channel back, so this one asks first. */
export function ArchiveButton({ channel }: { channel: Channel }) {
  const [isAsking, setIsAsking] = useState(false);
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
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        {t("channels.archive")}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setIsAsking(false)}
        title={t("channels.archiveTitle", { name: channel.name })}
        closeButtonProps={{ "aria-label": t("common.close") }}
      >
        <p>{t("channels.archiveText")}</p>
        <FormError error={archive.error} />
        <Group justify="flex-end" mt={16} gap={8}>
          <Button variant="default" onClick={() => setIsAsking(false)}>
            {t("common.cancel")}
          </Button>
          <Button color="red" onClick={() => archive.mutate()} loading={archive.isPending}>
            {t("channels.archive")}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
