import { makeStore, useStore } from "./store.ts";

const every = 15_000;
const clock = makeStore(Date.now());
setInterval(() => clock.set(Date.now()), every);

/** The time, kept by one timer for all; clocks and 'ago' follow it. Milliseconds, renewed every 15 seconds. */
export const useNow = (): number => useStore(clock);
