import { Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { View } from "../../../../../server/contract/conversations.ts";
import { t } from "../../../lib/i18n.ts";
import classes from "../inbox-page.module.css";
import { views } from "../views.ts";
import { useViewCounts } from "../views-panel.tsx";

/** The view's name; where the views have no column of their own, they are behind it. */
export function ListHeader({ view, hasViews }: { view: View; hasViews: boolean }) {
  const countOf = useViewCounts();
  const navigate = useNavigate();
  if (!hasViews) {
    return (
      <header className={classes.listHeader}>
        <h2 className={classes.listTitle}>{t(`inbox.views.${view}`)}</h2>
        <span className="faint">{countOf(view)}</span>
      </header>
    );
  }
  return (
    <header className={classes.listHeader}>
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
      <span className="faint">{countOf(view)}</span>
    </header>
  );
}
