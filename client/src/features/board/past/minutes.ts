export const minuteMs = 60_000;

/** The minute that a moment lies in, by its beginning. */
export const minuteOf = (moment: number): number => Math.floor(moment / minuteMs) * minuteMs;
