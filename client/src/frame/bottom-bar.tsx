import { Menu } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { badge } from "../lib/format.ts";
import { t } from "../lib/i18n.ts";
import { usePlaces } from "./places.ts";
import classes from "./rail.module.css";

/** The rail, on a phone. */
export function BottomBar() {
  const { daily, leading, foot } = usePlaces();
  const navigate = useNavigate();
  return (
    <nav className={classes.bottom} aria-label={t("frame.main")}>
      {daily.map(({ to, label, icon: Icon, count = 0, says }) => (
        <Link key={to} to={to} className={classes.bottomLink}>
          <Icon size={22} stroke={1.6} aria-hidden />
          <span>{label}</span>
          {count > 0 && (
            <>
              <span className={classes.count} aria-hidden>
                {badge(count)}
              </span>
              <span className="unseen">{says}</span>
            </>
          )}
        </Link>
      ))}
      <Menu position="top-end">
        <Menu.Target>
          <button type="button" className={classes.bottomLink}>
            <IconDots size={22} stroke={1.6} aria-hidden />
            <span>{t("frame.more")}</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {[...leading, ...foot].map(({ to, label, icon: Icon }) => (
            <Menu.Item key={to} leftSection={<Icon size={18} />} onClick={() => void navigate({ to })}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </nav>
  );
}
