import type { Waveform } from "../../../../server/contract/recordings.ts";

/** Where to go on from a moment so that no silence is heard, in ms; the moment itself outside of one. */
export function afterSilence(silences: Waveform["silences"], atMs: number): number {
  const silence = silences.find(([from, to]) => from <= atMs && atMs < to);
  return silence ? silence[1] : atMs;
}
