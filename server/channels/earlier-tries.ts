import type { Connector } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";
import type { StateAside } from "./check-state.ts";
import { markedKeys, type Values } from "./settings.ts";

/** A channel that was checked and not made. */
export interface Try {
  channelId: string;
  state: StateAside;
}

/** As long as access that was allowed serves. */
const lifeMs = 10 * 60_000;
const most = 100;
const tries = new Map<string, { one: Try; until: number }>();

type TryDeps = Pick<Deps, "sealer" | "clock">;

/**
 * Takes up the last try with the same access, which its check may have exchanged for other that only its state has;
 * undefined where there was none. Who tries at the same time does not get it too.
 */
export function takeEarlierTry(deps: TryDeps, connector: Connector, settings: Values): Try | undefined {
  const key = keyOf(deps, connector, settings);
  const found = key === undefined ? undefined : tries.get(key);
  if (!key || !found) return undefined;
  tries.delete(key);
  return found.until > deps.clock.now().getTime() ? found.one : undefined;
}

/** In memory alone: where this process ends, or the next try comes to another, access is to be allowed anew. */
export function keepTry(deps: TryDeps, connector: Connector, settings: Values, one: Try): void {
  const key = keyOf(deps, connector, settings);
  // Of several at once, the one that got something has more to go on with.
  if (key === undefined || (one.state.size === 0 && tries.has(key))) return;
  const now = deps.clock.now().getTime();
  for (const [each, { until }] of tries) if (until <= now || tries.size >= most) tries.delete(each);
  tries.set(key, { one, until: now + lifeMs });
}

/** By what was allowed; undefined where nothing was. */
function keyOf({ sealer }: TryDeps, connector: Connector, settings: Values): string | undefined {
  const allowed = markedKeys(connector, "authorised").map((key) => settings[key]);
  return allowed.some(Boolean)
    ? sealer.sign("earlier try", JSON.stringify([connector.id, ...allowed]))
    : undefined;
}
