import { type RefObject, useEffect, useRef, useState } from "react";
import type { Waveform } from "../../../../server/contract/recordings.ts";
import { afterSilence } from "./after-silence.ts";

export interface Playback {
  audio: RefObject<HTMLAudioElement | null>;
  isPlaying: boolean;
  hasFailed: boolean;
  atMs: number;
  rate: number;
  skipsSilence: boolean;
  toggle(): void;
  seek(ms: number): void;
  setRate(rate: number): void;
  setSkipsSilence(skips: boolean): void;
}

export const rates = [1, 1.25, 1.5, 2];

/** Plays through an audio element that loads nothing before it is asked to: loading is listening, which the hub notes. */
export function usePlayback({
  lengthMs,
  silences,
}: {
  lengthMs: number;
  silences: Waveform["silences"];
}): Playback {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setIsPlaying] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const [atMs, setAtMs] = useState(0);
  const [rate, setRate] = useState(1);
  const [skipsSilence, setSkipsSilence] = useState(false);
  const isHeard = useRef(false);
  const skipped = useRef(silences);
  skipped.current = skipsSilence ? silences : [];

  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const follow = () => {
      const now = element.currentTime * 1000;
      const next = element.paused ? now : afterSilence(skipped.current, now);
      if (next !== now) element.currentTime = next / 1000;
      setAtMs(next);
    };
    const says: Record<string, () => void> = {
      timeupdate: follow,
      seeked: follow,
      play: () => setIsPlaying(true),
      pause: () => setIsPlaying(false),
      playing: () => setHasFailed(false),
      error: () => setHasFailed(true),
      ended: () => {
        isHeard.current = true;
      },
    };
    for (const [name, listener] of Object.entries(says)) element.addEventListener(name, listener);
    return () => {
      element.pause();
      for (const [name, listener] of Object.entries(says)) element.removeEventListener(name, listener);
    };
  }, []);

  useEffect(() => {
    if (!audio.current) return;
    // Loading sets the one back to the other.
    audio.current.defaultPlaybackRate = rate;
    audio.current.playbackRate = rate;
  }, [rate]);

  function toggle() {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) return element.pause();
    // After an error only loading begins anew; and what was heard is asked for again, so that the hub knows of each listening.
    if (element.error || isHeard.current) loadAt(element, element.ended ? 0 : element.currentTime);
    isHeard.current = false;
    element.play().catch((error: DOMException) => setHasFailed(error.name !== "AbortError"));
  }

  function seek(ms: number) {
    const to = Math.max(0, Math.min(lengthMs, ms));
    if (audio.current) audio.current.currentTime = to / 1000;
    setAtMs(to);
  }

  return { audio, isPlaying, hasFailed, atMs, rate, skipsSilence, toggle, seek, setRate, setSkipsSilence };
}

/** Under another fragment, since browsers play what they still have of an address without asking for it. */
function loadAt(element: HTMLAudioElement, seconds: number) {
  const [url] = element.src.split("#");
  element.src = `${url}#${performance.now()}`;
  element.currentTime = seconds;
}
