import type { Voice } from "../../../connectors/contract.ts";
import type { Deps } from "../../lib/deps.ts";

interface Known {
  numbers: Promise<string[]>;
  at: number;
}

/** Numbers are bought and given back seldom; whoever calls is not to wait for the carrier's list of them. */
const freshMs = 5 * 60_000;
const known = new WeakMap<Voice, Known>();

/** Numbers that calls can go out with by a channel, its own first; none where it calls no telephones. */
export async function callerIdsOf(
  { carriers, clock, log }: Pick<Deps, "carriers" | "clock" | "log">,
  channelId: string,
): Promise<string[]> {
  const voice = carriers.voiceOf(channelId);
  if (!voice?.dial || !voice.callerIds) return [];
  const now = clock.now().getTime();
  const last = known.get(voice);
  if (last && now - last.at < freshMs) return last.numbers;
  const numbers = voice.callerIds().then(
    (ids) => ids.map(({ number }) => number),
    (err) => {
      known.delete(voice);
      log.warn({ err, channelId }, "A carrier did not say what numbers it has");
      return [];
    },
  );
  known.set(voice, { numbers, at: now });
  return numbers;
}
