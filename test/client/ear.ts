/** How loud each tone was at a moment. */
export interface Earful {
  at: number;
  levels: number[];
}

/**
 * Runs in a page before all else: notes every tenth of a second how loud each of these tones is in what the page's players play.
 * The microphone comes as it is, since a browser takes a steady tone for noise.
 */
export function listen(tones: number[]): void {
  const ear: Earful[] = [];
  const players = new Set<HTMLAudioElement>();
  const analysers = new Map<MediaProvider, AnalyserNode>();
  let context: AudioContext | undefined;
  Reflect.set(window, "ear", ear);
  const { mediaDevices } = navigator;
  if (!mediaDevices) return;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = () =>
    open({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  window.Audio = class extends Audio {
    constructor(url?: string) {
      super(url);
      players.add(this);
    }
  };
  setInterval(() => ear.push({ at: Date.now(), levels: levelsNow() }), 100);

  function levelsNow(): number[] {
    const playing = [...players].filter(({ muted, paused, srcObject }) => srcObject && !muted && !paused);
    const heard = playing.map(({ srcObject }) => samplesOf(srcObject as MediaStream));
    return tones.map((hz) => Math.max(0, ...heard.map((samples) => loudness(samples, hz))));
  }

  function samplesOf(stream: MediaStream): Float32Array {
    context ??= new AudioContext({ sampleRate: 48_000 });
    let analyser = analysers.get(stream);
    if (!analyser) {
      analyser = new AnalyserNode(context, { fftSize: 4_096 });
      context.createMediaStreamSource(stream).connect(analyser);
      analysers.set(stream, analyser);
    }
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return samples;
  }

  /** Goertzel's algorithm, over a span whose ends are faded so that tones keep apart. */
  function loudness(samples: Float32Array, hz: number): number {
    const turn = (2 * Math.PI) / samples.length;
    const factor = 2 * Math.cos((2 * Math.PI * hz) / 48_000);
    let [last, before] = [0, 0];
    for (const [nth, sample] of samples.entries()) {
      [last, before] = [sample * (1 - Math.cos(turn * nth)) + factor * last - before, last];
    }
    return (2 * Math.sqrt(Math.max(0, last ** 2 + before ** 2 - factor * last * before))) / samples.length;
  }
}
