import type { ChannelSummary } from "../../../server/contract/channels.ts";
import { initials } from "../lib/format.ts";
import classes from "./avatar.module.css";
import { ChannelIcon } from "./channel-icon.tsx";

interface AvatarProps {
  name: string | null;
  size?: number;
  /** Draws its icon in the corner. */
  channel?: ChannelSummary;
  isOnline?: boolean;
}

/** Two letters; the name stands beside it, so screen readers hear only the channel. */
export function Avatar({ name, size = 36, channel, isOnline }: AvatarProps) {
  return (
    <span className={classes.avatar} style={{ width: size, height: size, fontSize: size * 0.38 }}>
      <span aria-hidden className={classes.letters}>
        {name ? initials(name) : <Silhouette size={size * 0.56} />}
      </span>
      {channel && (
        <span className={classes.channel}>
          <ChannelIcon icon={channel.icon} label={channel.label} size={12} />
        </span>
      )}
      {isOnline && <span className={classes.online} />}
    </span>
  );
}

const Silhouette = ({ size }: { size: number }) => (
  <ChannelIcon
    size={size}
    icon="M8 7a4 4 0 1 0 8 0a4 4 0 0 0 -8 0M6 21v-2a4 4 0 0 1 4 -4h4a4 4 0 0 1 4 4v2"
  />
);
