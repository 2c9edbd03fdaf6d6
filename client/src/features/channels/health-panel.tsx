import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { Time } from "../../ui/time.tsx";
import classes from "./channels.module.css";

export function HealthPanel({ channel }: { channel: Channel }) {
  return (
    <section className={classes.part} aria-label={t("channels.health.title")}>
      {channel.healthDetail && (
        <p className={classes.detail} data-down={channel.health === "down" || undefined}>
          {channel.healthDetail}
        </p>
      )}
      <dl className={classes.facts}>
        <Fact name={t("channels.health.since")} at={channel.healthAt} />
        <Fact name={t("channels.lastInbound")} at={channel.lastInboundAt} />
        <Fact name={t("channels.lastOutbound")} at={channel.lastOutboundAt} />
      </dl>
    </section>
  );
}

const Fact = ({ name, at }: { name: string; at: string | null }) => (
  <div>
    <dt>{name}</dt>
    <dd>{at ? <Time at={at} /> : t("channels.never")}</dd>
  </div>
);
