import { StartError } from "../../db/start-error.ts";

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Aborts at the first signal to stop; the second one ends the process at once. */
export function listenForStop(): AbortSignal {
  const asked = new AbortController();
  for (const signal of signals) {
    process.on(signal, () => {
      if (asked.signal.aborted) process.exit(1);
      asked.abort(new StartError("The start was cut short."));
    });
  }
  return asked.signal;
}
