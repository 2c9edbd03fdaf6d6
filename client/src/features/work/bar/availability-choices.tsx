import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { Availability, Me } from "../../../../../server/contract/people.ts";
import { t } from "../../../lib/i18n.ts";
import { useChangeMe } from "../../../lib/session.ts";
import { errorToast } from "../../../lib/toast.ts";
import { AvailabilityDot } from "../../../ui/status-word.tsx";
import { Time } from "../../../ui/time.tsx";
import classes from "./work-bar.module.css";

const availabilities: Availability[] = ["ready", "busy", "away", "offline"];
const reasons = ["break", "lunch", "meeting", "training"] as const;
const longest = 80;

/** Ready, busy, away or offline, since when; who is away may say why. */
export function AvailabilityChoices({ me, onChosen }: { me: Me; onChosen(): void }) {
  const change = useChangeMe();
  const [own, setOwn] = useState("");
  const set = (availability: Availability, awayReason: string | null = null) =>
    change.mutate({ availability, awayReason }, { onError: (error) => errorToast(error) });
  const isAway = me.availability === "away";
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (!own.trim()) return;
    set("away", own.trim());
    setOwn("");
    onChosen();
  };
  return (
    <section className={classes.section}>
      <fieldset className={classes.choices} aria-label={t("work.bar.availability")}>
        {availabilities.map((value) => (
          <button
            key={value}
            type="button"
            className={classes.choice}
            aria-pressed={value === me.availability}
            onClick={() => {
              set(value);
              // Whoever goes away may still say why.
              if (value !== "away") onChosen();
            }}
          >
            <AvailabilityDot availability={value} />
            {t(`common.availability.${value}`)}
          </button>
        ))}
      </fieldset>
      {isAway && (
        <form className={classes.reasons} onSubmit={give}>
          {reasons.map((reason) => (
            <Button
              key={reason}
              size="compact-sm"
              variant={me.awayReason === t(`work.bar.reasons.${reason}`) ? "light" : "default"}
              aria-pressed={me.awayReason === t(`work.bar.reasons.${reason}`)}
              onClick={() => {
                set("away", t(`work.bar.reasons.${reason}`));
                onChosen();
              }}
            >
              {t(`work.bar.reasons.${reason}`)}
            </Button>
          ))}
          <TextInput
            size="xs"
            value={own}
            maxLength={longest}
            className={classes.own}
            placeholder={t("work.bar.ownReason")}
            aria-label={t("work.bar.ownReason")}
            onChange={(event) => setOwn(event.currentTarget.value)}
          />
        </form>
      )}
      <p className={classes.since}>
        {t("work.bar.since", { availability: t(`common.availability.${me.availability}`) })}{" "}
        <Time at={me.availabilitySince} as="row" />
        {me.awayReason && `, ${me.awayReason}`}
        {me.availabilityBy === "supervisor" && `, ${t("work.bar.bySupervisor")}`}
      </p>
    </section>
  );
}
