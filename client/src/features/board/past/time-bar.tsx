import { ActionIcon, Button, Slider, TextInput, Tooltip } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import type { Board } from "../../../../../server/contract/board.ts";
import { dateIn, dayIn } from "../../../lib/day-in-zone.ts";
import { t } from "../../../lib/i18n.ts";
import { useShortcuts } from "../../../lib/shortcuts.ts";
import { useNow } from "../../../lib/use-now.ts";
import { minuteMs, minuteOf } from "./minutes.ts";
import { timeWords } from "./moment-words.ts";
import classes from "./time-bar.module.css";
import type { Past } from "./use-past.ts";

/** A day's timeline: dragged to a past minute, and played from there. */
export function TimeBar({ past, live: { timeZone } }: { past: Past; live: Board }) {
  const now = minuteOf(useNow());
  const shown = past.moment ?? now;
  const date = dateIn(shown, timeZone);
  const today = dateIn(now, timeZone);
  const { begins, ends } = dayIn(date, timeZone);
  const hours = [6, 12, 18].map((hour) => begins + hour * 60 * minuteMs);
  const toggle = () => (past.isPlaying ? past.pause() : past.play());
  const label = t(past.isPlaying ? "board.past.pause" : "board.past.play");
  useShortcuts([{ keys: "p", label, group: t("board.title"), run: toggle }]);
  return (
    <section className={classes.bar} aria-label={t("board.past.bar")}>
      <Tooltip label={label}>
        <ActionIcon variant="light" color="accent" onClick={toggle} aria-label={label}>
          {past.isPlaying ? <IconPlayerPause size={18} /> : <IconPlayerPlay size={18} />}
        </ActionIcon>
      </Tooltip>
      <TextInput
        type="date"
        className={classes.day}
        aria-label={t("board.past.day")}
        value={date}
        max={today}
        onChange={({ currentTarget: { value } }) => {
          if (value === "" || value > today) return;
          // The same time of that day.
          past.show(dayIn(value, timeZone).begins + (shown - begins));
        }}
      />
      <strong className={classes.time}>{timeWords(shown, timeZone)}</strong>
      <Slider
        className={classes.slider}
        classNames={{ markLabel: classes.mark }}
        min={begins}
        max={ends - minuteMs}
        step={minuteMs}
        value={shown}
        onChange={past.show}
        label={(value) => timeWords(value, timeZone)}
        thumbLabel={t("board.past.time")}
        thumbValueText={(value) => timeWords(value, timeZone)}
        marks={hours.map((value) => ({ value, label: timeWords(value, timeZone) }))}
      />
      <Button variant="default" onClick={past.close}>
        {t("board.past.live")}
      </Button>
    </section>
  );
}
