import { type Clock, wait } from "../clock.ts";
import type { Sound } from "../sound/sound.ts";
import type { Line } from "./party.ts";
import type { Step } from "./script.ts";

const beforePressMs = 1000;
const betweenKeysMs = 300;

/** Does one step after the other on a call, as long as it lasts. */
export async function playScript(clock: Clock, line: Line, script: Step[], voice: Sound): Promise<void> {
  try {
    for (const step of script) await play(clock, line, step, voice);
  } catch (error) {
    if (!line.over.aborted) throw error;
  }
}

async function play(clock: Clock, line: Line, step: Step, voice: Sound): Promise<void> {
  if (step.does === "hangUp") return line.hangUp();
  if (step.does === "wait") return wait(clock, step.seconds * 1000, line.over);
  if (step.does === "press") return press(clock, line, step.keys);
  const stopTalking = line.mouth.play(voice);
  line.over.addEventListener("abort", stopTalking, { once: true });
  if (step.seconds === undefined) return;
  await wait(clock, step.seconds * 1000, line.over);
  stopTalking();
}

/** Keys are pressed when somebody asks for them, as by a person who listens. */
async function press(clock: Clock, line: Line, keys: string) {
  await line.whenListening();
  await wait(clock, beforePressMs, line.over);
  for (const [index, key] of [...keys].entries()) {
    if (index > 0) await wait(clock, betweenKeysMs, line.over);
    line.press(key);
  }
}
