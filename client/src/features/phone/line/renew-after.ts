import type { PhonePass } from "../../../../../server/contract/calls.ts";

/** A pass is asked for anew this long before it is over, so that a carrier that looks for one a minute before has it. */
const earlyMs = 90_000;
const soonestMs = 10_000;

/** In how many milliseconds passes are asked for anew; false where there is none. */
export function renewAfter(passes: PhonePass[], now: number): number | false {
  if (passes.length === 0) return false;
  const first = Math.min(...passes.map(({ expiresAt }) => Date.parse(expiresAt)));
  return Math.max(soonestMs, first - now - earlyMs);
}
