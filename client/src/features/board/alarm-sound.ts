const notes = [
  { hertz: 740, afterSeconds: 0 },
  { hertz: 554, afterSeconds: 0.18 },
];
const lastsSeconds = 0.16;
const quietMs = 5000;
let lastAt = Number.NEGATIVE_INFINITY;

/** Two falling notes. Browsers keep quiet until somebody has touched the page; then so does this. */
export function playAlarm(): void {
  const at = performance.now();
  // Many queues may get over their limits together.
  if (at - lastAt < quietMs) return;
  lastAt = at;
  const audio = new AudioContext();
  for (const { hertz, afterSeconds } of notes) {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const begins = audio.currentTime + afterSeconds;
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.12, begins);
    volume.gain.exponentialRampToValueAtTime(0.001, begins + lastsSeconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(begins);
    tone.stop(begins + lastsSeconds);
  }
  setTimeout(() => void audio.close(), 1000);
}
