import type { Channel } from "../../../../server/contract/channels.ts";
import { t } from "../../lib/i18n.ts";
import { shortSpan } from "../../lib/time.ts";
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
      {channel.fetchError && channel.fetchError !== channel.healthDetail && (
        <p className={classes.detail} data-down>
          {t("channels.fetch.failed")} <span dir="auto">{channel.fetchError}</span>
        </p>
      )}
      <dl className={classes.facts}>
        <Fact name={t("channels.health.since")} at={channel.healthAt} />
        {(channel.fetchedAt || channel.fetchError) && (
          <Fact name={t("channels.fetch.last")} at={channel.fetchedAt} />
        )}
        {channel.fetchLagMs !== null && (
          <div title={t("channels.fetch.lagHelp")}>
            <dt>{t("channels.fetch.lag")}</dt>
            <dd>{shortSpan(channel.fetchLagMs)}</dd>
          </div>
        )}
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
