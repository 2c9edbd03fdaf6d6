import { type Tally, tallyKeys } from "./floor/tally.ts";

/** What is counted, and what the column of `work_tallies` is called. */
export const tallyColumns = tallyKeys.map((key) => ({
  key,
  name: key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
  /** How several are put together. */
  isMost: key === ("longestWaitMs" satisfies keyof Tally),
}));
