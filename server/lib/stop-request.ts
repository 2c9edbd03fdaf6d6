import { StartError } from "../../db/start-error.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
// npm passes on the Ctrl-C that the terminal has sent to us already.
const echoMs = 1_000;

/** Aborts at the first signal to stop; a later one ends the process at once. */
export function listenForStop(): AbortSignal {
  const asked = new AbortController();
  let askedAt = 0;
  for (const signal of signals) {
    process.on(signal, () => {
      if (!asked.signal.aborted) askedAt = performance.now();
      else if (performance.now() - askedAt > echoMs) process.exit(1);
      asked.abort(new StartError("The start was cut short."));
    });
  }
  return asked.signal;
}
