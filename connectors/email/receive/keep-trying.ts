import { setTimeout as delay } from "node:timers/promises";
import { LostTurn } from "./cursor.ts";
import type { Parts } from "./parts.ts";
import { connectorError } from "./words-of.ts";

/** Does something until it succeeds or is no longer wanted, after ever longer waits; `isWell` makes them short again. */
export async function keepTrying<T>(
  parts: Parts,
  folder: string,
  work: (isWell: () => void) => Promise<T>,
): Promise<T | undefined> {
  const { signal, times, reporter } = parts;
  for (let failures = 0; !signal.aborted; ) {
    try {
      const done = await work(() => {
        failures = 0;
      });
      reporter.forget(folder);
      return done;
    } catch (error) {
      if (signal.aborted) return undefined;
      const isRefused = tell(parts, folder, error);
      const exponential = times.retryMs * 2 ** Math.min(failures++, 20);
      // Asked again and again with a wrong password, many servers lock the account.
      const wait = isRefused ? times.longestRetryMs : Math.min(exponential, times.longestRetryMs);
      await delay(wait * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
    }
  }
  return undefined;
}

/** Whether the server does not let this user in. */
function tell({ context, reporter }: Parts, folder: string, error: unknown): boolean {
  // How the channel gets on is then for the node to say that has it.
  if (error instanceof LostTurn) {
    context.log.warn(
      { folder, err: error.cause },
      "Mail is not fetched here while the state cannot be moved",
    );
    return false;
  }
  const { kind, message } = connectorError(error);
  context.log.warn({ folder, err: error }, "Mail could not be fetched");
  reporter.failed(folder, message);
  return kind === "unauthorized";
}
