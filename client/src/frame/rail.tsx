import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { badge } from "../lib/format.ts";
import { t } from "../lib/i18n.ts";
import { type Place, usePlaces } from "./places.ts";
import classes from "./rail.module.css";

export function Rail() {
  const { daily, leading, foot } = usePlaces();
  return (
    <nav className={classes.rail} aria-label={t("frame.main")}>
      <Link to="/inbox" className={classes.mark} aria-label={t("common.app")} tabIndex={-1}>
        <img src="/icon.svg" alt="" width={28} height={28} />
      </Link>
      {[...daily, ...leading].map((place) => (
        <RailLink key={place.to} place={place} />
      ))}
      <span className={classes.gap} />
      {foot.map((place) => (
        <RailLink key={place.to} place={place} />
      ))}
    </nav>
  );
}

function RailLink({ place }: { place: Place }) {
  const { to, label, icon: Icon, count = 0, says } = place;
  const name = count > 0 && says ? `${label}, ${says}` : label;
  return (
    <Tooltip label={name} position="right">
      <Link to={to} className={classes.link} aria-label={name}>
        <Icon size={22} stroke={1.6} aria-hidden />
        {count > 0 && <span className={classes.count}>{badge(count)}</span>}
      </Link>
    </Tooltip>
  );
}
