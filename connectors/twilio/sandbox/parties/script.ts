/** What a pretended party does on a call, one after the other. */
export type Step =
  | { does: "press"; keys: string }
  | { does: "wait"; seconds: number }
  /** Without seconds: until the call ends. */
  | { does: "talk"; seconds?: number }
  | { does: "hangUp" };

const usualTalkSeconds = 5;
const longestSeconds = 4 * 60 * 60;

/**
 * Reads a sentence like `press 2, wait 20 s, talk, hang up`. A step `talk` without a time is five seconds long, or as
 * long as the call where it is the last one.
 * @throws Error with a sentence about the step that is not understood
 */
export function parseScript(sentence: string): Step[] {
  const parts = sentence
    .split(/[,;\n]|\bthen\b/i)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return parts.map((part, index) => {
    const step = parseStep(part, index === parts.length - 1);
    if (step.does === "hangUp" && index < parts.length - 1)
      throw new Error(`Nothing can come after "${part}", but the script goes on with "${parts[index + 1]}".`);
    return step;
  });
}

function parseStep(part: string, isLast: boolean): Step {
  const keys = /^press\s+([0-9*#\s]+)$/i.exec(part)?.[1];
  if (keys) return { does: "press", keys: keys.replaceAll(/\s/g, "") };
  if (/^hang\s*up$/i.test(part)) return { does: "hangUp" };
  const timed = /^(wait|talk)(?:\s+(?:for\s+)?(.+))?$/i.exec(part);
  const does = timed?.[1]?.toLowerCase();
  if (does === "wait") {
    if (!timed?.[2]) throw new Error('How long? Write for example "wait 20 s".');
    return { does, seconds: readSeconds(timed[2], part) };
  }
  if (does === "talk") {
    if (timed?.[2]) return { does, seconds: readSeconds(timed[2], part) };
    return isLast ? { does } : { does, seconds: usualTalkSeconds };
  }
  throw new Error(
    `"${part}" is not understood. A step is "press 2", "wait 20 s", "talk", "talk 1 min" or "hang up".`,
  );
}

function readSeconds(text: string, part: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(s|sec|seconds?|m|min|minutes?)?$/i.exec(text.trim());
  if (!match) throw new Error(`The time in "${part}" is not understood. Write "20 s" or "2 min".`);
  const seconds = Number(match[1]) * (match[2]?.toLowerCase().startsWith("m") ? 60 : 1);
  if (seconds > longestSeconds)
    throw new Error(`"${part}" is longer than the four hours that a call may last.`);
  return seconds;
}
