import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Quarantined } from "../../../../server/contract/channels.ts";
import { wholeAddress } from "../../lib/addresses.ts";
import { call, urlOf } from "../../lib/api.ts";
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
        <Head item={item} />
        {item.preview !== "" && (
          <p className={classes.preview} dir="auto">
            {item.preview}
          </p>
        )}
        <p className={classes.facts}>
          {channel?.name ?? t("quarantine.unknownChannel")} · <Time at={item.receivedAt} /> ·{" "}
          {t("quarantine.attempts", { count: item.attempts })}
        </p>
        <p className={classes.source}>
          <a href={urlOf("GET /quarantine/:id/source", params)} target="_blank" rel="noopener">
            {t("quarantine.source")}
          </a>
          <a href={urlOf("GET /quarantine/:id/source", { ...params, query: { whole: "true" } })} download>
            {t("quarantine.download")}
          </a>
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

/** Whatever of it can be read. */
function Head({ item: { from, subject, sentAt } }: { item: Quarantined }) {
  if (!from && subject === null && !sentAt) return null;
  return (
    <p className={classes.head}>
      <span dir="auto">{subject || t("letters.noSubject")}</span>
      {from && (
        <span className="faint" dir="auto">
          {wholeAddress(from)}
        </span>
      )}
      {sentAt && (
        <span className="faint">
          {t("quarantine.sent")} <Time at={sentAt} />
        </span>
      )}
    </p>
  );
}
