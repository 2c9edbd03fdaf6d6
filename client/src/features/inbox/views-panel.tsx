import { IconStack2 as QueueIcon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { View } from "../../../../server/contract/conversations.ts";
import { request } from "../../lib/api.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Cut } from "../../ui/cut.tsx";
import { useMyQueues, useQueueCount } from "./use-my-queues.ts";
import { views } from "./views.ts";
import classes from "./views-panel.module.css";

const most = 1000;

/** How many wait in each view, in figures; empty where none do. */
export function useViewCounts(): (view: View) => string {
  const counts = useQuery(request("GET /conversations/counts")).data;
  return (view) => {
    const count = counts?.[view] ?? 0;
    if (count === 0 || view === "resolved") return "";
    return count >= most ? `${formatNumber(most)}+` : formatNumber(count);
  };
}

/** `queueId` is there where a queue is shown in the place of a view. */
export function ViewsPanel({ view, queueId }: { view: View; queueId: string | undefined }) {
  const countOf = useViewCounts();
  const queues = useMyQueues();
  return (
    <nav className={classes.views} aria-label={t("inbox.viewsLabel")}>
      <h2 className={classes.title}>{t("inbox.title")}</h2>
      {views.map(({ id, icon: Icon }) => (
        <ViewLink key={id} to={id} isChosen={!queueId && id === view}>
          <Icon size={18} stroke={1.6} aria-hidden />
          <span className="cut">{t(`inbox.views.${id}`)}</span>
          <span className={classes.count}>{countOf(id)}</span>
        </ViewLink>
      ))}
      {queues.length > 0 && <h3 className={classes.subtitle}>{t("inbox.queuesTitle")}</h3>}
      {queues.map(({ id, name }) => (
        <ViewLink key={id} to={id} isChosen={id === queueId}>
          <QueueIcon size={18} stroke={1.6} aria-hidden />
          <Cut>{name}</Cut>
          <QueueCount queueId={id} />
        </ViewLink>
      ))}
    </nav>
  );
}

const ViewLink = ({ to, isChosen, children }: { to: string; isChosen: boolean; children: ReactNode }) => (
  <Link
    to="/inbox/$view"
    params={{ view: to }}
    className={classes.view}
    data-chosen={isChosen || undefined}
    aria-current={isChosen ? "page" : undefined}
  >
    {children}
  </Link>
);

const QueueCount = ({ queueId }: { queueId: string }) => (
  <span className={classes.count}>{useQueueCount(queueId)}</span>
);
