import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Quarantined } from "../../../../server/contract/channels.ts";
import { call } from "../../lib/api.ts";
import { useChannels } from "../../lib/directory.ts";
import { t } from "../../lib/i18n.ts";
import { errorToast, sayToast } from "../../lib/toast.ts";
import { AskButton } from "../../ui/ask-button.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";
import classes from "./quarantine.module.css";

export function QuarantineRow({ item }: { item: Quarantined }) {
  const channel = useChannels().get(item.channelId);
  const client = useQueryClient();
  const again = () => void client.invalidateQueries({ queryKey: ["GET /quarantine"] });
  const params = { params: { id: item.id } };
  const replay = useMutation({
    mutationFn: () => call("POST /quarantine/:id/replay", params),
    onSuccess: () => sayToast(t("quarantine.replayed")),
    onError: (error) => errorToast(error),
    onSettled: again,
  });
  const discard = useMutation({
    mutationFn: () => call("DELETE /quarantine/:id", params),
    onSuccess: () => sayToast(t("quarantine.discarded")),
    onSettled: again,
  });
  return (
    <li className={`${rows.row} ${classes.row}`}>
      <div className={classes.what}>
        <p className={classes.reason}>{item.reason}</p>
        <p className={classes.preview} dir="auto">
          {item.preview}
        </p>
        <p className={classes.facts}>
          {channel?.name ?? t("quarantine.unknownChannel")} · <Time at={item.receivedAt} /> ·{" "}
          {t("quarantine.attempts", { count: item.attempts })}
        </p>
      </div>
      <Group gap={8} wrap="nowrap">
        <Button variant="light" onClick={() => replay.mutate()} loading={replay.isPending}>
          {t("quarantine.replay")}
        </Button>
        <AskButton
          label={t("quarantine.discard")}
          title={t("quarantine.discardTitle")}
          text={t("quarantine.discardText")}
          isPending={discard.isPending}
          error={discard.error}
          onConfirm={() => discard.mutate()}
        />
      </Group>
    </li>
  );
}
