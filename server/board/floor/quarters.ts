/** Days and hours of all time zones can be added up from these. */
export const quarterMs = 900_000;
export const minuteMs = 60_000;

export const quarterOf = (at: number): number => Math.floor(at / quarterMs) * quarterMs;
export const minuteOf = (at: number): number => Math.floor(at / minuteMs);

/** The parts of a span that lie in different quarters. */
export function* spansByQuarter(from: number, to: number): Generator<{ quarter: number; ms: number }> {
  for (let at = from; at < to; ) {
    const quarter = quarterOf(at);
    const end = Math.min(to, quarter + quarterMs);
    yield { quarter, ms: end - at };
    at = end;
  }
}
