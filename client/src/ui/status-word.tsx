import type { ConversationStatus } from "../../../server/contract/conversations.ts";
import type { Availability } from "../../../server/contract/people.ts";
import { t } from "../lib/i18n.ts";
import classes from "./status-word.module.css";

export type Meaning = "good" | "waiting" | "late" | "plain";

/** A small word on a ground that says how it stands; never by colour alone. */
export const Word = ({ meaning = "plain", children }: { meaning?: Meaning; children: string }) => (
  <span className={classes.word} data-meaning={meaning}>
    {children}
  </span>
);

export const StatusWord = ({ status }: { status: ConversationStatus }) => (
  <Word meaning={status === "resolved" ? "good" : "plain"}>{t(`common.status.${status}`)}</Word>
);

const meanings: Record<Availability, Meaning> = {
  ready: "good",
  busy: "late",
  away: "waiting",
  offline: "plain",
};

export const AvailabilityDot = ({ availability }: { availability: Availability }) => (
  <span className={classes.dot} data-meaning={meanings[availability]} aria-hidden />
);

export const AvailabilityWord = ({ availability }: { availability: Availability }) => (
  <span className={classes.availability}>
    <AvailabilityDot availability={availability} />
    {t(`common.availability.${availability}`)}
  </span>
);
