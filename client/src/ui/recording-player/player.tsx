import { ActionIcon, Indicator, NativeSelect, Tooltip } from "@mantine/core";
import {
  IconMessage2,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerTrackNext,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Recording } from "../../../../server/contract/recordings.ts";
import { request } from "../../lib/api.ts";
import { badge } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { runningSpan } from "../../lib/time.ts";
import { Comments } from "./comments.tsx";
import { Marks } from "./marks.tsx";
import { OffRecordList } from "./off-record.tsx";
import { RecordingMenu } from "./recording-menu.tsx";
import classes from "./recording-player.module.css";
import { Track } from "./track.tsx";
import { type Playback, rates, usePlayback } from "./use-playback.ts";

export function Player({ recording, url }: { recording: Recording; url: string }) {
  const { id, lengthMs } = recording;
  const waveform = useWaveform(recording);
  const comments = useQuery(request("GET /recordings/:id/comments", { params: { id } })).data ?? [];
  const playback = usePlayback({ lengthMs, silences: waveform.data?.silences ?? [] });
  const [isListing, setIsListing] = useState(false);
  return (
    <>
      {/* biome-ignore lint/a11y/useMediaCaption: nobody writes down what is said in a call */}
      <audio ref={playback.audio} src={url} preload="none" />
      <div className={classes.controls}>
        <PlayButton playback={playback} />
        <span className={classes.time}>
          {runningSpan(playback.atMs)} / {runningSpan(lengthMs)}
        </span>
        <span className={classes.rest}>
          <SkipButton playback={playback} />
          <SpeedField playback={playback} />
          <Tooltip label={t("recordings.comment.list")}>
            <Indicator label={badge(comments.length)} size={16} offset={4} disabled={comments.length === 0}>
              <ActionIcon
                aria-label={t("recordings.comment.count", { count: comments.length })}
                aria-expanded={isListing}
                onClick={() => setIsListing(!isListing)}
              >
                <IconMessage2 size={18} stroke={1.6} />
              </ActionIcon>
            </Indicator>
          </Tooltip>
          <RecordingMenu recording={recording} url={url} />
        </span>
      </div>
      <Track recording={recording} waveform={waveform} playback={playback}>
        <Marks comments={comments} lengthMs={lengthMs} seek={playback.seek} />
      </Track>
      <OffRecordList offRecord={recording.offRecord} seek={playback.seek} />
      {playback.hasFailed && (
        <p className={classes.failed} role="alert">
          {t("recordings.failed")}
        </p>
      )}
      {isListing && <Comments recordingId={id} comments={comments} playback={playback} />}
    </>
  );
}

/** Sound changes only where more of it came in after the call. */
function useWaveform({ id, size }: Recording) {
  const { queryKey, queryFn } = request("GET /recordings/:id/waveform", { params: { id } });
  const once = { staleTime: Number.POSITIVE_INFINITY, retry: false };
  return useQuery({ queryKey: [...queryKey, size], queryFn, ...once });
}

function PlayButton({ playback: { isPlaying, toggle } }: { playback: Playback }) {
  return (
    <ActionIcon
      variant="filled"
      color="accent"
      radius="xl"
      onClick={toggle}
      aria-label={t(isPlaying ? "recordings.pause" : "recordings.play")}
    >
      {isPlaying ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
    </ActionIcon>
  );
}

function SkipButton({ playback: { skipsSilence, setSkipsSilence } }: { playback: Playback }) {
  return (
    <Tooltip label={t("recordings.skipSilence")}>
      <ActionIcon
        variant={skipsSilence ? "light" : "subtle"}
        color={skipsSilence ? "accent" : "gray"}
        aria-label={t("recordings.skipSilence")}
        aria-pressed={skipsSilence}
        onClick={() => setSkipsSilence(!skipsSilence)}
      >
        <IconPlayerTrackNext size={18} stroke={1.6} />
      </ActionIcon>
    </Tooltip>
  );
}

function SpeedField({ playback: { rate, setRate } }: { playback: Playback }) {
  return (
    <NativeSelect
      size="xs"
      w={68}
      aria-label={t("recordings.speed")}
      value={String(rate)}
      onChange={(event) => setRate(Number(event.currentTarget.value))}
      data={rates.map((value) => ({
        value: String(value),
        label: t("recordings.times", { rate: value }),
      }))}
    />
  );
}
