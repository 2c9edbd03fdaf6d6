import { Button } from "@mantine/core";
import { useState } from "react";
import type { WorkItem } from "../../../../../server/contract/work.ts";
import { contactName } from "../../../lib/contact-name.ts";
import { useChannels } from "../../../lib/directory.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { countdown, shortSpan } from "../../../lib/time.ts";
import { useIsNarrow } from "../../../lib/use-screen.ts";
import { hubNow, useQueues } from "../../../lib/work.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Cut } from "../../../ui/cut.tsx";
import { Keys } from "../../../ui/keys.tsx";
import { CallerBrief } from "./caller-brief.tsx";
import classes from "./offers.module.css";

interface OfferCardProps {
  offer: WorkItem;
  isBusy: boolean;
  accept(): void;
  decline(): void;
  /** How many stand behind it. */
  others: number;
}

/** Who waits, where and for how long, their last words, and how long it is held out; drawn anew every second. */
export function OfferCard({ offer, isBusy, accept, decline, others }: OfferCardProps) {
  const channel = useChannels().get(offer.channelId);
  const queue = useQueues().get(offer.queueId ?? "");
  const isNarrow = useIsNarrow();
  const now = hubNow();
  const left = Date.parse(offer.offerEndsAt ?? "") - now;
  const [first] = useState(left);
  const whole = Math.max(first, (queue?.offerSeconds ?? 0) * 1000);
  const group = t("work.keys.group");
  useShortcuts([
    { keys: "alt+a", label: t("work.keys.accept"), group, run: accept, isEverywhere: true },
    { keys: "alt+d", label: t("work.keys.decline"), group, run: decline, isEverywhere: true },
  ]);
  return (
    <article className={classes.card}>
      <div className={classes.left} role="presentation">
        <span style={{ width: `${Math.min(100, (100 * left) / whole)}%` }} />
      </div>
      <div className={classes.who}>
        <Avatar name={offer.contact.name} size={40} channel={channel} />
        <div className={classes.words}>
          <Cut component="h2" className={classes.name}>
            {contactName(offer.contact)}
          </Cut>
          <Cut component="div" className={classes.where}>
            {[channel?.name, queue?.name].filter(Boolean).join(" · ")}
          </Cut>
        </div>
        <div className={classes.times}>
          <span className={classes.countdown} data-near={left < 10_000 || undefined}>
            <span className="unseen">{t("work.offers.left", { span: "" })}</span>
            {countdown(left)}
          </span>
          <span className={classes.where}>
            {t("work.offers.waits", { span: shortSpan(now - Date.parse(offer.waitingSince)) })}
          </span>
        </div>
      </div>
      {offer.kind === "call" ? (
        <CallerBrief offer={offer} />
      ) : (
        <p className={classes.preview} dir="auto">
          {offer.preview || t("work.offers.noWords")}
        </p>
      )}
      <div className={classes.doings}>
        <Button px={12} disabled={isBusy} onClick={accept} className={classes.accept}>
          {t("work.offers.accept")} {!isNarrow && <Keys keys="alt+a" />}
        </Button>
        <Button px={12} variant="default" disabled={isBusy} onClick={decline}>
          {t("work.offers.decline")} {!isNarrow && <Keys keys="alt+d" />}
        </Button>
        {others > 0 && <span className={classes.others}>{t("work.offers.more", { count: others })}</span>}
      </div>
    </article>
  );
}
