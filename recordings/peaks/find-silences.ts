/** In ms from the beginning. */
export interface Span {
  fromMs: number;
  toMs: number;
}

const leastMs = 1_500;
/** Left of each silence at either end, so that no word is cut into. */
const marginMs = 250;
/** Beneath 1 of 255 is silence in any call; above, what is 30 dB softer than its speech. */
const [floor, ratio] = [1, 10 ** (-30 / 20)];

/** Where no channel is louder than the call's own quiet, long enough to be worth skipping. */
export function findSilences(waveform: { perSecond: number; channels: number; peaks: Uint8Array }): Span[] {
  const { perSecond, channels, peaks } = waveform;
  const limit = Math.max(floor, usualLoudness(peaks) * ratio);
  const spans = channels === 0 ? 0 : peaks.length / channels;
  const silences: Span[] = [];
  let from = 0;
  for (let span = 0; span <= spans; span++) {
    if (span < spans && isQuiet(peaks, span * channels, channels, limit)) continue;
    const quiet = { fromMs: (from * 1000) / perSecond, toMs: (span * 1000) / perSecond };
    if (quiet.toMs - quiet.fromMs >= leastMs) {
      silences.push({ fromMs: quiet.fromMs + marginMs, toMs: quiet.toMs - marginMs });
    }
    from = span + 1;
  }
  return silences;
}

function isQuiet(peaks: Uint8Array, start: number, channels: number, limit: number): boolean {
  for (let index = start; index < start + channels; index++) {
    if ((peaks[index] ?? 0) > limit) return false;
  }
  return true;
}

/** How loud the louder half of what can be heard at all is; one shout does not count. */
function usualLoudness(peaks: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const peak of peaks) counts[peak] = (counts[peak] ?? 0) + 1;
  const heard = counts.reduce((sum, count, peak) => (peak > floor ? sum + count : sum), 0);
  let above = 0;
  for (let peak = 255; peak > floor; peak--) {
    above += counts[peak] ?? 0;
    if (above >= heard / 4) return peak;
  }
  return 0;
}
