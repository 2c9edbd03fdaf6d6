import type { RecordingComment } from "../../../../server/contract/recordings.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";
import classes from "./recording-player.module.css";

interface MarksProps {
  comments: RecordingComment[];
  lengthMs: number;
  seek(ms: number): void;
}

/** Where somebody noted something; the list below says what, and is the way there by keys. */
export function Marks({ comments, lengthMs, seek }: MarksProps) {
  // Of one second each would cover the other.
  const moments = Map.groupBy(comments, ({ atMs }) => Math.floor(atMs / 1000));
  return [...moments].map(([second, noted]) => {
    const atMs = Math.min(...noted.map((comment) => comment.atMs));
    const text = noted.map((comment) => comment.text).join("\n");
    return (
      <button
        key={second}
        type="button"
        tabIndex={-1}
        className={classes.mark}
        style={{ left: `${(100 * Math.min(atMs, lengthMs)) / Math.max(1, lengthMs)}%` }}
        title={text}
        aria-label={t("recordings.comment.goTo", { at: runningSpan(atMs), text })}
        onClick={() => seek(atMs)}
      />
    );
  });
}
