import { makeStore } from "../../../lib/store.ts";

export const isSoundOn = makeStore(false);

let context: AudioContext | undefined;

/** Browsers keep quiet until somebody has touched the page: from the first touch on this one may be heard. */
export function unlockSound(): void {
  if (isSoundOn.get()) return;
  context ??= new AudioContext();
  void context.resume().then(() => isSoundOn.set(true));
}

/** Resolves as soon as sound can be heard here. */
export function whenSoundIsOn(signal: AbortSignal): Promise<void> {
  unlockSound();
  const listening = { capture: true, signal };
  for (const gesture of ["pointerdown", "keydown"]) window.addEventListener(gesture, unlockSound, listening);
  return new Promise((done) => {
    if (isSoundOn.get()) return done();
    const unsubscribe = isSoundOn.subscribe(() => {
      unsubscribe();
      done();
    });
  });
}
