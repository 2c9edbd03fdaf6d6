import type { UseQueryResult } from "@tanstack/react-query";
import { type KeyboardEvent, lazy, type ReactNode, Suspense } from "react";
import type { Recording, Waveform } from "../../../../server/contract/recordings.ts";
import { t } from "../../lib/i18n.ts";
import { momentWords } from "./moment-words.ts";
import { OffRecordBands } from "./off-record.tsx";
import classes from "./recording-player.module.css";
import type { Playback } from "./use-playback.ts";

const Lanes = lazy(() => import("./lanes.tsx"));

interface TrackProps {
  recording: Recording;
  waveform: Pick<UseQueryResult<Waveform>, "data" | "isError">;
  playback: Playback;
  /** What stands at moments. */
  children: ReactNode;
}

const stepMs = 5_000;

/** The waveform with a slider over it, so that it is moved along by pointer, touch and keys alike. */
export function Track({ recording, waveform, playback, children }: TrackProps) {
  const { lengthMs, channels } = recording;
  const { atMs, seek, toggle } = playback;

  function onKeyDown(event: KeyboardEvent) {
    const doing: Record<string, () => void> = {
      " ": toggle,
      ArrowRight: () => seek(atMs + stepMs),
      ArrowLeft: () => seek(atMs - stepMs),
    };
    const run = doing[event.key];
    if (!run) return;
    event.preventDefault();
    run();
  }

  return (
    <div className={classes.track} data-lanes={channels.length}>
      <div className={classes.names}>
        {channels.map((channel) => (
          <span key={channel}>{t(`recordings.channel.${channel}`)}</span>
        ))}
      </div>
      <div className={classes.wave}>
        {waveform.isError && <span className={classes.noWaveform}>{t("recordings.noWaveform")}</span>}
        <Suspense>
          {waveform.data && <Lanes waveform={waveform.data} lengthMs={lengthMs} playback={playback} />}
        </Suspense>
        <OffRecordBands {...recording} />
        <span className={classes.needle} style={{ left: `${(100 * atMs) / Math.max(1, lengthMs)}%` }} />
        <input
          className={classes.slider}
          type="range"
          min={0}
          max={lengthMs}
          step={100}
          value={Math.round(atMs)}
          onChange={(event) => seek(Number(event.currentTarget.value))}
          onKeyDown={onKeyDown}
          aria-label={t("recordings.position")}
          aria-valuetext={momentWords(recording, atMs)}
        />
        {children}
      </div>
    </div>
  );
}
