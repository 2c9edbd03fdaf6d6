import { playNotes } from "./play-notes.ts";

const rising = [
  { hertz: 659, afterSeconds: 0 },
  { hertz: 880, afterSeconds: 0.14 },
];
const everySeconds = 3;

/** Rings in one of somebody's tabs for what is named; again and again where that goes on. Gives what stops it. */
export function ring(name: string, { goesOn = false } = {}): () => void {
  const over = new AbortController();
  const play = () => playNotes(rising, goesOn ? { everySeconds } : {});
  void inOneTab(`ring ${name}`, over.signal, play);
  return () => over.abort();
}

/** However late another tab learns of it; without secure locks each rings. */
async function inOneTab(name: string, signal: AbortSignal, run: () => () => void) {
  if (!navigator.locks) return signal.addEventListener("abort", run(), { once: true });
  await navigator.locks.request(name, { ifAvailable: true }, (lock) => {
    if (!lock || signal.aborted) return;
    const stop = run();
    return new Promise<void>((done) => {
      const end = () => {
        stop();
        done();
      };
      signal.addEventListener("abort", end, { once: true });
    });
  });
}
