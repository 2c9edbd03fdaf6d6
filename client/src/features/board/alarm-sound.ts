import { playNotes } from "../../lib/play-notes.ts";

const notes = [
  { hertz: 740, afterSeconds: 0 },
  { hertz: 554, afterSeconds: 0.18 },
];
const quietMs = 5000;
let lastAt = Number.NEGATIVE_INFINITY;

/** Two falling notes, once for all queues that get over their limits together. */
export function playAlarm(): void {
  const at = performance.now();
  if (at - lastAt < quietMs) return;
  lastAt = at;
  playNotes(notes);
}
