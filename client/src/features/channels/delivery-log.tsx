import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { Delivery } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { requestPages } from "../../lib/pages.ts";
import { ErrorPanel } from "../../ui/error-panel.tsx";
import { type Meaning, Word } from "../../ui/status-word.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./channels.module.css";

const meanings: Record<Delivery["state"], Meaning> = {
  sent: "good",
  sending: "waiting",
  failed: "late",
  unknown: "waiting",
};

/** Every attempt at sending, newest first. */
export function DeliveryLog({ channelId }: { channelId: string }) {
  const list = useInfiniteQuery(
    requestPages("GET /channels/:id/deliveries", { params: { id: channelId }, query: { limit: 20 } }),
  );
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={classes.part}>
      <h2>{t("channels.deliveries.title")}</h2>
      {list.error && <ErrorPanel error={list.error} retry={() => void list.refetch()} />}
      {list.isSuccess && rows.length === 0 && <p className="faint">{t("channels.deliveries.empty")}</p>}
      <ul className={classes.deliveries}>
        {rows.map((delivery) => (
          <li key={delivery.id}>
            <Word meaning={meanings[delivery.state]}>{t(`channels.deliveries.${delivery.state}`)}</Word>
            <Link
              to="/inbox/$view/$conversationId"
              params={{ view: "all", conversationId: delivery.conversationId }}
              className="small"
            >
              {t("channels.deliveries.attempt", { number: delivery.attempt })}
            </Link>
            <span className={classes.detailCell} dir="auto">
              {delivery.detail}
            </span>
            <Time at={delivery.startedAt} className="faint small" />
          </li>
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="subtle" onClick={() => void list.fetchNextPage()} loading={list.isFetchingNextPage}>
          {t("common.loadMore")}
        </Button>
      )}
    </section>
  );
}
