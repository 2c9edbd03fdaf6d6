import { Menu } from "@mantine/core";
import { IconChevronDown, IconStack2 } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { View } from "../../../../../server/contract/conversations.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useQueues } from "../../../lib/work.ts";
import { Cut } from "../../../ui/cut.tsx";
import classes from "../inbox-page.module.css";
import { useMyQueues, useQueueCount } from "../use-my-queues.ts";
import { views } from "../views.ts";
import { useViewCounts } from "../views-panel.tsx";
import { ChannelFilter } from "./channel-filter.tsx";

interface ListHeaderProps {
  view: View;
  /** Shown in the place of a view. */
  queueId: string | undefined;
  /** That alone is shown. */
  channelId: string | undefined;
  hasViews: boolean;
}

/** The view's or queue's name; where the views have no column of their own, they are behind it. */
export function ListHeader({ view, queueId, channelId, hasViews }: ListHeaderProps) {
  const countOf = useViewCounts();
  const queue = useQueues().get(queueId ?? "");
  const channel = useChannels().get(channelId ?? "");
  const title = queueId ? (queue?.name ?? "") : t(`inbox.views.${view}`);
  return (
    <header className={classes.listHeader}>
      {hasViews ? (
        <ViewMenu title={title} chosen={queueId ?? view} />
      ) : (
        <Cut component="h2" className={classes.listTitle}>
          {title}
        </Cut>
      )}
      {queueId ? (
        <QueueCount queueId={queueId} />
      ) : channel ? (
        <Cut className={`faint ${classes.only}`}>{channel.name}</Cut>
      ) : (
        <span className="faint">{countOf(view)}</span>
      )}
      {!queueId && (
        <span className={classes.filter}>
          <ChannelFilter channelId={channelId} />
        </span>
      )}
    </header>
  );
}

const QueueCount = ({ queueId }: { queueId: string }) => (
  <span className="faint">{useQueueCount(queueId)}</span>
);

function ViewMenu({ title, chosen }: { title: string; chosen: string }) {
  const countOf = useViewCounts();
  const queues = useMyQueues();
  const navigate = useNavigate();
  const open = (view: string) => void navigate({ to: "/inbox/$view", params: { view } });
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={classes.viewButton}>
          <span className="cut" dir="auto">
            {title}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t("inbox.viewsLabel")} mah="70dvh" style={{ overflowY: "auto" }}>
        {views.map(({ id, icon: Icon }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon size={18} stroke={1.6} />}
            aria-current={id === chosen}
            onClick={() => open(id)}
          >
            <span className={classes.viewItem}>
              {t(`inbox.views.${id}`)}
              <span className="faint">{countOf(id)}</span>
            </span>
          </Menu.Item>
        ))}
        {queues.length > 0 && <Menu.Label>{t("inbox.queuesTitle")}</Menu.Label>}
        {queues.map(({ id, name }) => (
          <Menu.Item
            key={id}
            leftSection={<IconStack2 size={18} stroke={1.6} />}
            aria-current={id === chosen}
            onClick={() => open(id)}
          >
            <span className={classes.viewItem}>
              <span className="cut" dir="auto">
                {name}
              </span>
              <QueueCount queueId={id} />
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
