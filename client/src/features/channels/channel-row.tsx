import { Link } from "@tanstack/react-router";
import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { ChannelIcon } from "../../ui/channel-icon.tsx";
import { Cut } from "../../ui/cut.tsx";
import { Time } from "../../ui/time.tsx";
import classes from "./channels.module.css";
import { HealthWord } from "./health-word.tsx";

export function ChannelRow({ channel }: { channel: Channel }) {
  return (
    <li>
      <Link to="/channels/$id" params={{ id: channel.id }} className={classes.row}>
        <span className={classes.icon}>
          <ChannelIcon icon={channel.icon} size={20} />
        </span>
        <span className={classes.what}>
          <Cut className={classes.name}>{channel.name}</Cut>
          <Cut className={classes.about}>{channel.healthDetail ?? channel.label}</Cut>
        </span>
        {channel.lastInboundAt && (
          <span className={classes.last}>
            {t("channels.lastInbound")} <Time at={channel.lastInboundAt} />
          </span>
        )}
        <HealthWord health={channel.health} />
      </Link>
    </li>
  );
}
