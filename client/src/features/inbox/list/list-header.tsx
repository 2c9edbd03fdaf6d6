import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { View } from "../../../../../server/contract/conversations.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { Cut } from "../../../ui/cut.tsx";
import classes from "../inbox-page.module.css";
import { views } from "../views.ts";
import { useViewCounts } from "../views-panel.tsx";
import { ChannelFilter } from "./channel-filter.tsx";

interface ListHeaderProps {
  view: View;
  /** That alone is shown. */
  channelId: string | undefined;
  hasViews: boolean;
}

/** The view's name; where the views have no column of their own, they are behind it. */
export function ListHeader({ view, channelId, hasViews }: ListHeaderProps) {
  const countOf = useViewCounts();
  const channel = useChannels().get(channelId ?? "");
  return (
    <header className={classes.listHeader}>
      {hasViews ? (
        <ViewMenu view={view} />
      ) : (
        <h2 className={classes.listTitle}>{t(`inbox.views.${view}`)}</h2>
      )}
      {channel ? (
        <Cut className={`faint ${classes.only}`}>{channel.name}</Cut>
      ) : (
        <span className="faint">{countOf(view)}</span>
      )}
      <span className={classes.filter}>
        <ChannelFilter channelId={channelId} />
      </span>
    </header>
  );
}

function ViewMenu({ view }: { view: View }) {
  const countOf = useViewCounts();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <button type="button" className={classes.viewButton}>
          {t(`inbox.views.${view}`)}
          <IconChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t("inbox.viewsLabel")}>
        {views.map(({ id, icon: Icon }) => (
          <Menu.Item
            key={id}
            leftSection={<Icon size={18} stroke={1.6} />}
            aria-current={id === view}
            onClick={() => void navigate({ to: "/inbox/$view", params: { view: id } })}
          >
            <span className={classes.viewItem}>
              {t(`inbox.views.${id}`)}
              <span className="faint">{countOf(id)}</span>
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
