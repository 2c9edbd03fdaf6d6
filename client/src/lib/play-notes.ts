export interface Note {
  hertz: number;
  afterSeconds: number;
}

const loudness = 0.12;
const risesSeconds = 0.02;
const lastsSeconds = 0.3;

/** A few short notes. Browsers keep quiet until somebody has touched the page; then so does this. */
export function playNotes(notes: Note[], speakerId?: string): void {
  const audio = new AudioContext(speakerId ? withSink(speakerId) : undefined);
  for (const { hertz, afterSeconds } of notes) {
    const begins = audio.currentTime + afterSeconds;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(loudness, begins + risesSeconds);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + lastsSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + lastsSeconds);
  }
  setTimeout(() => void audio.close(), 1000);
}

/** Browsers that cannot choose ignore it; the types do not know it yet. */
const withSink = (sinkId: string): AudioContextOptions => ({ sinkId }) as AudioContextOptions;
