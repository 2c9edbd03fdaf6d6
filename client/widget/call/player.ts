import type { WirePrompt } from "../../../connectors/webchat/wire.ts";
import { speak } from "./speak.ts";

export type Player = ReturnType<typeof createPlayer>;

const chimeEveryMs = 4_000;
const beepMs = 400;
const lookEveryMs = 500;
/** Of a voice, where 1 is as loud as can be. */
const softest = 0.01;

/** Sounds go through Web Audio, since a strict page forbids media of other origins but lets them be fetched. */
export function createPlayer() {
  const context = new AudioContext();

  /** Until its end, or until it is called off. */
  async function prompt(given: WirePrompt, signal: AbortSignal): Promise<void> {
    if (given.type === "say") return speak(given, signal);
    const source = await open(given.url, signal);
    if (source) await played(source, signal);
  }

  /** Over and over, until it is called off. */
  async function music(url: string | null, signal: AbortSignal): Promise<void> {
    const source = url === null ? undefined : await open(url, signal);
    if (!source) return;
    source.loop = true;
    await played(source, signal);
  }

  async function open(url: string, signal: AbortSignal): Promise<AudioBufferSourceNode | undefined> {
    try {
      const bytes = await (await fetch(url, { signal, credentials: "omit" })).arrayBuffer();
      const source = context.createBufferSource();
      source.buffer = await context.decodeAudioData(bytes);
      source.connect(context.destination);
      return source;
    } catch {
      // A sound that cannot be had must not keep anybody from being served.
      return undefined;
    }
  }

  function played(source: AudioBufferSourceNode, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise((done) => {
      source.addEventListener("ended", () => done());
      signal.addEventListener("abort", () => source.stop());
      source.start();
    });
  }

  /** Two soft tones now and then say that the call is still there. */
  function chime(signal: AbortSignal) {
    const ring = () => {
      for (const [after, hertz] of [
        [0, 523],
        [0.25, 659],
      ] as const)
        tone(context, { at: context.currentTime + after, hertz });
    };
    ring();
    const timer = setInterval(ring, chimeEveryMs);
    signal.addEventListener("abort", () => clearInterval(timer));
  }

  /** After it somebody speaks. */
  async function beep(signal: AbortSignal): Promise<void> {
    tone(context, { at: context.currentTime, hertz: 1000 });
    await new Promise<void>((done) => {
      setTimeout(done, beepMs);
      signal.addEventListener("abort", () => done());
    });
  }

  /** Listens until it is asked whether anything was heard; where that cannot be said, it was. */
  function listenTo(stream: MediaStream): () => boolean {
    const analyser = new AnalyserNode(context, { fftSize: 32_768 });
    const source = context.createMediaStreamSource(stream);
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let isHeard = false;
    const look = () => {
      analyser.getFloatTimeDomainData(samples);
      isHeard ||= context.state !== "running" || samples.some((sample) => Math.abs(sample) > softest);
    };
    const timer = setInterval(look, lookEveryMs);
    return () => {
      look();
      clearInterval(timer);
      source.disconnect();
      return isHeard;
    };
  }

  return {
    prompt,
    music,
    chime,
    beep,
    listenTo,
    wake: () => void context.resume(),
    close: () => void context.close(),
  };
}

function tone(context: AudioContext, { at, hertz }: { at: number; hertz: number }) {
  const oscillator = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setTargetAtTime(0.08, at, 0.02);
  volume.gain.setTargetAtTime(0, at + 0.15, 0.08);
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 1);
}
