import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { View } from "../../../../server/contract/conversations.ts";
import { request } from "../../lib/api.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
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

export function ViewsPanel({ view }: { view: View }) {
  const countOf = useViewCounts();
  return (
    <nav className={classes.views} aria-label={t("inbox.viewsLabel")}>
      <h2 className={classes.title}>{t("inbox.title")}</h2>
      {views.map(({ id, icon: Icon }) => (
        <Link
          key={id}
          to="/inbox/$view"
          params={{ view: id }}
          className={classes.view}
          data-chosen={id === view || undefined}
          aria-current={id === view ? "page" : undefined}
        >
          <Icon size={18} stroke={1.6} aria-hidden />
          <span className="cut">{t(`inbox.views.${id}`)}</span>
          <span className={classes.count}>{countOf(id)}</span>
        </Link>
      ))}
    </nav>
  );
}
