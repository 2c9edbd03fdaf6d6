import { IconShieldLock } from "@tabler/icons-react";
import { useId } from "react";
import type { Recording } from "../../../../server/contract/recordings.ts";
import { t } from "../../lib/i18n.ts";
import { shortDate } from "../../lib/time.ts";
import { Player } from "./player.tsx";
import classes from "./recording-player.module.css";

export interface RecordingPlayerProps {
  recording: Recording;
  /** What it is of, where several players stand on a page. */
  label?: string;
  /** Whether it is seen what it is: nothing beside it says so. */
  isTitled?: boolean;
}

/** A recording with all that can be done with it; of one that was deleted, that and when. */
export function RecordingPlayer({ recording, label, isTitled = false }: RecordingPlayerProps) {
  const titleId = useId();
  const name = label ?? t(recording.kind === "voicemail" ? "recordings.voicemail" : "recordings.label");
  const { url, deletedAt } = recording;
  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <span className={isTitled ? classes.aside : "unseen"} id={titleId}>
        {name}
      </span>
      {url !== null && <Player key={url} recording={recording} url={url} />}
      {deletedAt !== null && (
        <p className={classes.aside}>{t("recordings.deleted", { date: shortDate(deletedAt) })}</p>
      )}
      {url !== null && <Keeping recording={recording} />}
    </section>
  );
}

function Keeping({ recording: { isHeld, deleteAt } }: RecordingPlayerProps) {
  if (isHeld) {
    return (
      <p className={classes.aside} title={t("recordings.heldHelp")}>
        <IconShieldLock size={14} stroke={1.6} aria-hidden /> {t("recordings.held")}
      </p>
    );
  }
  if (deleteAt === null) return null;
  return <p className={classes.aside}>{t("recordings.keptUntil", { date: shortDate(deleteAt) })}</p>;
}
