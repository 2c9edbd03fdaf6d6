import { useChannels } from "../../../lib/directory.ts";
import { formatNumber } from "../../../lib/format.ts";
import { t } from "../../../lib/i18n.ts";
import { ChannelIcon } from "../../../ui/channel-icon.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { Figure } from "../figure.tsx";
import classes from "./details.module.css";
import own from "./handled-by-channel.module.css";
import type { QueueFiguresProps } from "./queue-figures.tsx";

/** What was handled today, by the channel that it came by; the most first. */
export function HandledByChannel({ queue, open }: QueueFiguresProps) {
  const channels = useChannels();
  const byChannel = Object.entries(queue.handledByChannel).toSorted(([, a], [, b]) => b - a);
  const heading = t("board.detail.byChannel");
  return (
    <>
      <h3 className={classes.heading}>{heading}</h3>
      {byChannel.length === 0 && <p className={classes.more}>{t("board.detail.noneHandled")}</p>}
      <ul className={own.channels}>
        {byChannel.map(([channelId, count]) => {
          const channel = channels.get(channelId);
          const name = channel?.name ?? t("board.detail.otherChannel");
          return (
            <li key={channelId}>
              <ChannelIcon icon={channel?.icon} />
              <Cut className={own.name}>{name}</Cut>
              <Figure
                says={t("board.says.figure", { figure: heading, span: name, words: formatNumber(count) })}
                open={() => open({ figure: "handled", span: "today", channel: channelId })}
              >
                {formatNumber(count)}
              </Figure>
            </li>
          );
        })}
      </ul>
    </>
  );
}
