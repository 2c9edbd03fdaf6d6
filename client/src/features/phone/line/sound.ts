import { makeStore } from "../../../lib/store.ts";

export const isSoundOn = makeStore(false);

let context: AudioContext | undefined;

/** Browsers keep quiet until somebody has touched the page: from the first touch on this one may be heard. */
export function unlockSound(): void {
  if (isSoundOn.get()) return;
  context ??= new AudioContext();
  void context.resume().then(() => isSoundOn.set(true));
}

/** The first touch of this page does. */
export function unlockSoundByTouch(signal: AbortSignal): void {
  unlockSound();
  const listening = { capture: true, signal };
  for (const gesture of ["pointerdown", "keydown"]) window.addEventListener(gesture, unlockSound, listening);
}
