import { keep, kept } from "./keep.ts";

/** Whether microphone and sound were looked at once in this browser. */
export const checkedPlace = "phone.checked";

export type DeviceKind = "microphone" | "speaker";

const placeOf = (kind: DeviceKind) => `phone.${kind}`;

/** Of this browser; undefined is the system's own choice. */
export function chosenDevice(kind: DeviceKind): string | undefined {
  const id = kept(placeOf(kind));
  return typeof id === "string" && id !== "" ? id : undefined;
}

export const chooseDevice = (kind: DeviceKind, id: string | undefined): void => keep(placeOf(kind), id);

/** Not every browser lets a page say where its sound goes. */
export const canChooseSpeaker = (): boolean =>
  "setSinkId" in HTMLMediaElement.prototype && "setSinkId" in AudioContext.prototype;
