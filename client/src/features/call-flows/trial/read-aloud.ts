import type { Prompt } from "../../../../../server/contract/prompt.ts";
import type { Sound } from "../use-draft.ts";
import { playSound, stopSound } from "./play-sound.ts";

let reading = 0;

/** Reads prompts out, or plays them, one after the other; what was still being heard ends. */
export async function readAloud(prompts: Prompt[], sounds: Sound[]): Promise<void> {
  hush();
  const mine = reading;
  for (const prompt of prompts) {
    if (mine !== reading) return;
    const sound = prompt.type === "play" && sounds.find(({ id }) => id === prompt.fileId);
    if (sound) await playSound(sound);
    if (prompt.type === "say") await speak(prompt.text, prompt.language);
  }
}

export function hush(): void {
  reading += 1;
  stopSound();
  if (canSpeak()) speechSynthesis.cancel();
}

export const canSpeak = (): boolean => "speechSynthesis" in window;

function speak(text: string, language: string): Promise<void> {
  if (!canSpeak()) return Promise.resolve();
  const spoken = new SpeechSynthesisUtterance(text);
  spoken.lang = language;
  return new Promise((resolve) => {
    spoken.onend = () => resolve();
    spoken.onerror = () => resolve();
    speechSynthesis.speak(spoken);
  });
}
