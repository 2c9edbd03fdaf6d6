import { chosenDevice } from "./devices.ts";

export interface Note {
  hertz: number;
  afterSeconds: number;
}

const loudness = 0.12;
const risesSeconds = 0.02;
const lastsSeconds = 0.3;

/**
 * A few short notes on the loudspeaker that was chosen, once or again and again until they are stopped. Browsers keep quiet
 * until somebody has touched the page; then so does this.
 */
export function playNotes(notes: Note[], { everySeconds }: { everySeconds?: number } = {}): () => void {
  const audio = openAudio();
  const stop = () => {
    if (audio.state !== "closed") void audio.close();
  };
  // Each round plans the next from the audio's own clock: hidden tabs have slow timers.
  const playRound = (begins: number) => {
    const tones = notes.map((note) => playNote(audio, note, begins));
    const goOn = everySeconds === undefined ? stop : () => playRound(begins + everySeconds);
    tones.at(-1)?.addEventListener("ended", goOn);
  };
  playRound(audio.currentTime);
  return stop;
}

function playNote(audio: AudioContext, { hertz, afterSeconds }: Note, begins: number): OscillatorNode {
  const at = begins + afterSeconds;
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(loudness, at + risesSeconds);
  volume.gain.exponentialRampToValueAtTime(0.001, at + lastsSeconds);
  tone.connect(volume).connect(audio.destination);
  tone.start(at);
  tone.stop(at + lastsSeconds);
  return tone;
}

/** Browsers that cannot choose ignore it; the types do not know it yet. */
function openAudio(): AudioContext {
  const sinkId = chosenDevice("speaker");
  return new AudioContext(sinkId ? ({ sinkId } as AudioContextOptions) : undefined);
}
