import type { CallTextKey } from "./text/index.ts";

/** Why nobody could be heard, to be said to the visitor. */
export class NoMicrophone extends Error {
  readonly reason: CallTextKey;

  constructor(reason: CallTextKey) {
    super(reason);
    this.reason = reason;
  }
}

/** @throws NoMicrophone */
export async function openMicrophone(): Promise<MediaStream> {
  if (!navigator.mediaDevices) throw new NoMicrophone("insecure");
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
    throw new NoMicrophone(isRefused ? "refused" : "noMicrophone");
  }
}

export function stopTracks(stream: MediaStream | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
