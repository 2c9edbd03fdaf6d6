import { createCallMix } from "./create-call-mix.ts";
import { type RunningSegment, runSegment } from "./run-segment.ts";

export interface CallRecorder {
  /** The caller, in the right channel. */
  setRemotes(remotes: MediaStream[]): void;
  /** Who else is heard of us: they share the left channel with this person. */
  setColleagues(colleagues: MediaStream[]): void;
  /** Another microphone, while the call goes on. */
  setLocal(local: MediaStream): void;
  /** What nobody hears is not recorded either: to be said whenever it is said to the leg. */
  mute(isMuted: boolean): void;
  hold(isHeld: boolean): void;
  /** Nothing is recorded until `resume`, which begins a segment of its own. */
  pause(): void;
  resume(): void;
  /** For good. Resolves when all that was recorded is at the hub, or is given up. */
  stop(): Promise<void>;
}

export interface CallRecorderOptions {
  callId: string;
  /** The microphone: the left channel. */
  local: MediaStream;
  /** The caller: the right channel. */
  remote: MediaStream;
  /** The hub takes no recording of this call (any more): it is paused, over, or not to be recorded. */
  onRefused?(error: unknown): void;
}

/** Records a call in this browser and sends it up while it goes on. It records from the beginning, until it is paused. */
export function createCallRecorder({ callId, local, remote, onRefused }: CallRecorderOptions): CallRecorder {
  const mix = createCallMix(local, [remote]);
  /** Stopped ones are still being sent. */
  const segments = new Set<RunningSegment>();
  const ends: Promise<void>[] = [];
  let running: RunningSegment | undefined;

  function resume() {
    if (running) return;
    const segment = runSegment({
      callId,
      stream: mix.stream,
      onRefused(error) {
        if (running === segment) running = undefined;
        segments.delete(segment);
        onRefused?.(error);
      },
    });
    running = segment;
    segments.add(segment);
  }

  function pause() {
    const segment = running;
    if (!segment) return;
    running = undefined;
    ends.push(segment.stop().finally(() => segments.delete(segment)));
  }

  const goOn = () => {
    for (const segment of segments) segment.goOn();
  };
  window.addEventListener("online", goOn);
  resume();

  return {
    setRemotes: mix.setRemotes,
    setColleagues: mix.setColleagues,
    setLocal: mix.setLocal,
    mute: mix.mute,
    hold: mix.hold,
    pause,
    resume,
    async stop() {
      pause();
      await Promise.allSettled(ends);
      window.removeEventListener("online", goOn);
      await mix.close();
    },
  };
}
