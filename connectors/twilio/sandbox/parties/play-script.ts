import { type Clock, wait } from "../clock.ts";
import type { Sound } from "../sound/sound.ts";
import type { Handset } from "./party.ts";
import type { Step } from "./script.ts";

const beforePressMs = 1000;
const betweenKeysMs = 300;

/** Does one step after the other on a call, as long as it lasts. */
export async function playScript(
  clock: Clock,
  handset: Handset,
  script: Step[],
  voice: Sound,
): Promise<void> {
  try {
    for (const step of script) await play(clock, handset, step, voice);
  } catch (error) {
    if (!handset.over.aborted) throw error;
  }
}

async function play(clock: Clock, handset: Handset, step: Step, voice: Sound): Promise<void> {
  if (step.does === "hangUp") return handset.hangUp();
  if (step.does === "wait") return wait(clock, step.seconds * 1000, handset.over);
  if (step.does === "press") return press(clock, handset, step.keys);
  const stopTalking = handset.mouth.play(voice);
  handset.over.addEventListener("abort", stopTalking, { once: true });
  if (step.seconds === undefined) return;
  await wait(clock, step.seconds * 1000, handset.over);
  stopTalking();
}

/** Keys are pressed when somebody asks for them, as by a person who listens. */
async function press(clock: Clock, handset: Handset, keys: string) {
  await handset.whenListening();
  await wait(clock, beforePressMs, handset.over);
  for (const [index, key] of [...keys].entries()) {
    if (index > 0) await wait(clock, betweenKeysMs, handset.over);
    handset.press(key);
  }
}
