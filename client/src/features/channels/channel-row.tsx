import { Link } from "@tanstack/react-router";
import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { ChannelIcon } from "../../ui/channel-icon.tsx";
import { Cut } from "../../ui/cut.tsx";
import rows from "../../ui/rows.module.css";
import { Time } from "../../ui/time.tsx";
import classes from "./channels.module.css";
import { HealthWord } from "./health-word.tsx";

export function ChannelRow({ channel }: { channel: Channel }) {
  return (
    <li>
      <Link to="/channels/$id" params={{ id: channel.id }} className={rows.row}>
        <span className={classes.icon}>
          <ChannelIcon icon={channel.icon} size={20} />
        </span>
        <span className={rows.words}>
          <Cut className={rows.name}>{channel.name}</Cut>
          <Cut className={rows.about}>{channel.healthDetail ?? channel.label}</Cut>
        </span>
        {channel.lastInboundAt && (
          <span className={`${rows.aside} ${classes.last}`}>
            {t("channels.lastInbound")} <Time at={channel.lastInboundAt} />
          </span>
        )}
        <HealthWord health={channel.health} />
      </Link>
    </li>
  );
}
