import { Link } from "@tanstack/react-router";
import type { BoardQueue, Figures } from "../../../../../server/contract/board.ts";
import { useChannels } from "../../../lib/directory.ts";
import { shareWords, spanWords } from "../../../lib/figures.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import { Cut } from "../../../ui/cut.tsx";
import classes from "./details.module.css";

const rows = {
  serviceLevel: ({ serviceLevel }: Figures) => shareWords(serviceLevel),
  asa: ({ asaMs }: Figures) => spanWords(asaMs),
  longestWait: ({ longestWaitMs, answered }: Figures) => spanWords(answered === 0 ? null : longestWaitMs),
  aht: ({ ahtMs }: Figures) => spanWords(ahtMs),
  arrived: ({ arrived }: Figures) => formatNumber(arrived),
  answered: ({ answered }: Figures) => formatNumber(answered),
  answeredInTime: ({ answeredInTime }: Figures) => formatNumber(answeredInTime),
  abandoned: ({ abandoned }: Figures) => formatNumber(abandoned),
  abandonmentRate: ({ abandonmentRate }: Figures) => shareWords(abandonmentRate),
  overflowed: ({ overflowed }: Figures) => formatNumber(overflowed),
  handled: ({ handled }: Figures) => formatNumber(handled),
  missed: ({ missed }: Figures) => formatNumber(missed),
  declined: ({ declined }: Figures) => formatNumber(declined),
};
const names = Object.keys(rows) as (keyof typeof rows)[];

/** How a queue's day and hour went. */
export function QueueFigures({ queue }: { queue: BoardQueue }) {
  const channels = useChannels();
  const byChannel = Object.entries(queue.handledByChannel).toSorted(([, a], [, b]) => b - a);
  return (
    <>
      <table className={classes.figures}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("board.detail.today")}</th>
            <th scope="col">{t("board.detail.thisHour")}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`board.figure.${name}`)}</th>
              <td>{rows[name](queue.today)}</td>
              <td>{rows[name](queue.thisHour)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3 className={classes.heading}>{t("board.detail.byChannel")}</h3>
      {byChannel.length === 0 && <p className={classes.more}>{t("board.detail.noneHandled")}</p>}
      <ul className={classes.channels}>
        {byChannel.map(([channelId, count]) => {
          const channel = channels.get(channelId);
          return (
            <li key={channelId}>
              <ChannelIcon icon={channel?.icon} />
              <Cut>{channel?.name ?? t("board.detail.otherChannel")}</Cut>
              <strong>{formatNumber(count)}</strong>
            </li>
          );
        })}
      </ul>
      <Link to="/reports" search={{ queueId: queue.queueId, by: "hour" }} className={classes.report}>
        {t("board.detail.report")}
      </Link>
    </>
  );
}
