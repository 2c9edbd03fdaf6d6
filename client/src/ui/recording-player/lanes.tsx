import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import WaveSurfer from "wavesurfer.js";
import type { Waveform } from "../../../../server/contract/recordings.ts";
import { styleNonce } from "../../lib/style-nonce.ts";
import classes from "./recording-player.module.css";
import type { Playback } from "./use-playback.ts";

interface LanesProps {
  waveform: Waveform;
  lengthMs: number;
  playback: Playback;
}

const laneHeight = 28;

/** Draws the hub's peaks, a lane for each channel, and how far it was played; it decodes and plays nothing itself. */
export default function Lanes({ waveform, lengthMs, playback }: LanesProps) {
  const box = useRef<HTMLDivElement>(null);
  const drawn = useRef<WaveSurfer>(null);
  const scheme = useComputedColorScheme();
  const { atMs } = playback;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme decides what the tokens say
  useEffect(() => {
    const container = box.current;
    if (!container) return;
    const token = (name: string) => getComputedStyle(container).getPropertyValue(name);
    const wave = WaveSurfer.create({
      container,
      cspNonce: styleNonce(),
      peaks: waveform.peaks.map((lane) => lane.map((peak) => peak / 255)),
      duration: lengthMs / 1000,
      // Speech is seldom loud: the loudest of it is as high as the lane.
      normalize: true,
      height: laneHeight,
      splitChannels: waveform.peaks.map(() => ({})),
      waveColor: token("--text-faint"),
      progressColor: token("--accent"),
      cursorWidth: 0,
      barWidth: 2,
      barGap: 1,
      interact: false,
    });
    drawn.current = wave;
    return () => wave.destroy();
  }, [waveform, lengthMs, scheme]);

  useEffect(() => drawn.current?.setTime(atMs / 1000), [atMs]);

  return <div ref={box} className={classes.lanes} aria-hidden />;
}
