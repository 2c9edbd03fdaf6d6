import { keep, kept } from "./keep.ts";
import { makeStore } from "./store.ts";

const place = "work.sound";

/** Of this device: the one on the desk may ring, the one in the meeting may not. */
export const isSoundOn = makeStore(kept(place) !== false);

export function setSound(isOn: boolean): void {
  isSoundOn.set(isOn);
  keep(place, isOn);
}
