import type { CallInput, CallPrompt } from "../../../connectors/contract.ts";
import type { NodeOf, StateAt } from "./flow.ts";

export type Tick = Extract<CallInput, { type: "tick" }>;

/** A carrier that lost count of the time still says every minute that the caller waits. */
const longestTickSeconds = 60;

/** What a waiting caller hears now; undefined when it is not time yet. */
export function announce(
  { announce: wording, callback }: NodeOf<"queue">,
  { announcedAt }: StateAt<"queue">,
  { position, expectedWaitSeconds }: Tick,
  now: Date,
): CallPrompt[] | undefined {
  if (announcedAt !== null && !isDue(announcedAt, wording?.everySeconds, now)) return undefined;
  const prompts: CallPrompt[] = [];
  if (wording?.position && position !== null) {
    prompts.push(say(wording.position, "{position}", position, wording.language));
  }
  if (wording?.expectedWait && expectedWaitSeconds !== null) {
    const minutes = Math.max(1, Math.ceil(expectedWaitSeconds / 60));
    prompts.push(say(wording.expectedWait, "{minutes}", minutes, wording.language));
  }
  return callback ? [...prompts, callback.prompt] : prompts;
}

const isDue = (announcedAt: string, everySeconds: number | undefined, now: Date) =>
  everySeconds !== undefined && now.getTime() - Date.parse(announcedAt) >= everySeconds * 1_000;

const say = (text: string, figure: string, value: number, language: string): CallPrompt => ({
  type: "say",
  text: text.replaceAll(figure, String(value)),
  language,
});

/** Seconds until there is something to hear or to do. */
export function nextTick(
  { announce: wording, overflow }: NodeOf<"queue">,
  { since, announcedAt }: StateAt<"queue">,
  now: Date,
): number {
  const at = now.getTime();
  const ends = [
    ...(overflow ? [Date.parse(since) + overflow.afterSeconds * 1_000] : []),
    ...(wording && announcedAt ? [Date.parse(announcedAt) + wording.everySeconds * 1_000] : []),
  ];
  const seconds = ends.map((end) => Math.max(1, Math.ceil((end - at) / 1_000)));
  return Math.min(longestTickSeconds, ...seconds);
}
