import { Popover } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { Me } from "../../../../../server/contract/people.ts";
import type { MyWork } from "../../../../../server/contract/work.ts";
import { t } from "../../../lib/i18n.ts";
import { shortSpan } from "../../../lib/time.ts";
import { useNow } from "../../../lib/use-now.ts";
import { refreshMyWork, useMyWork } from "../../../lib/work.ts";
import { LoadMeter } from "../../../ui/load-meter.tsx";
import { AvailabilityDot } from "../../../ui/status-word.tsx";
import { AvailabilityChoices } from "./availability-choices.tsx";
import { InHand } from "./in-hand.tsx";
import { NoticeChoices } from "./notice-choices.tsx";
import { WhyNothing } from "./why-nothing.tsx";
import classes from "./work-bar.module.css";

/** One's availability and load, always in sight; behind it what one has in hand, and why nothing comes. */
export function WorkBar({ me }: { me: Me }) {
  const [isOpen, setIsOpen] = useState(false);
  const work = useMyWork();
  const { load = 0, capacity = me.capacity } = work ?? {};
  const availability = t(`common.availability.${me.availability}`);
  const hint = useHint(me, work);
  const open = (next: boolean) => {
    if (next) void refreshMyWork();
    setIsOpen(next);
  };
  const close = () => setIsOpen(false);
  return (
    <Popover
      opened={isOpen}
      onChange={open}
      position="bottom-end"
      width={320}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <button
          type="button"
          className={classes.bar}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          onClick={() => open(!isOpen)}
        >
          <AvailabilityDot availability={me.availability} />
          <span className={classes.word}>
            {me.availability === "away" && me.awayReason ? me.awayReason : availability}
          </span>
          {hint && <span className={classes.hint}>{hint}</span>}
          <LoadMeter load={load} capacity={capacity} />
          <IconChevronDown size={14} aria-hidden className={classes.chevron} />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.panel} role="dialog" aria-label={t("work.bar.title")}>
        <AvailabilityChoices me={me} onChosen={close} />
        <InHand work={work} onOpened={close} />
        <WhyNothing why={work?.why ?? []} />
        <NoticeChoices />
      </Popover.Dropdown>
    </Popover>
  );
}

/** Of somebody ready, why nothing comes; of others, for how long. */
function useHint({ availability, availabilitySince }: Me, work: MyWork | undefined): string | undefined {
  const now = useNow();
  if (availability !== "ready") return shortSpan(now - Date.parse(availabilitySince));
  const [why] = work?.items.length === 0 ? work.why : [];
  return why && t(`work.whyShort.${why}`);
}
