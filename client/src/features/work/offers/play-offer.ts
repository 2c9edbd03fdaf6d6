let audio: AudioContext | undefined;

/** Browsers let a page sound only after somebody has touched it. */
export function unlockSound(): () => void {
  const unlock = () => {
    audio ??= new AudioContext();
    void audio.resume();
  };
  window.addEventListener("pointerdown", unlock, { once: true });
  window.addEventListener("keydown", unlock, { once: true });
  return () => {
    window.removeEventListener("pointerdown", unlock);
    window.removeEventListener("keydown", unlock);
  };
}

const notes = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.14 },
];
const loudness = 0.12;
const lastsSeconds = 0.45;

/** Two short rising notes; silent before the page may sound. */
export function playOffer(): void {
  if (audio?.state !== "running") return;
  for (const { hertz, at } of notes) {
    const begins = audio.currentTime + at;
    const tone = new OscillatorNode(audio, { frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(loudness, begins + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + lastsSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + lastsSeconds);
  }
}
