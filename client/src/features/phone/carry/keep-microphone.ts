import { chosenDevice } from "../../../lib/devices.ts";
import type { Conditions } from "../line/phone-state.ts";

interface MicrophoneOptions {
  onState(state: Conditions["microphone"]): void;
  /** Another one each time: the first, or one that was chosen or plugged in since. */
  onStream(stream: MediaStream): void;
}

/** A live microphone for as long as the phone is held: the one chosen, else any; pulled out, the next. */
export function keepMicrophone({ onState, onStream }: MicrophoneOptions) {
  let stream: MediaStream | undefined;
  let asked = 0;

  async function look() {
    const mine = ++asked;
    const found = await openMicrophone().catch((error: unknown) => error);
    if (mine !== asked) return stopOf(found);
    if (!(found instanceof MediaStream)) return onState(isRefusal(found) ? "refused" : "none");
    const before = stream;
    stream = found;
    const [track] = found.getAudioTracks();
    track?.addEventListener("ended", () => void (found === stream && look()));
    const tell = () => void (found === stream && onState(track?.muted ? "silenced" : "live"));
    for (const change of ["mute", "unmute"]) track?.addEventListener(change, tell);
    onStream(found);
    tell();
    stopOf(before);
  }

  const lookAgain = () => {
    if (!stream?.getAudioTracks().some(({ readyState }) => readyState === "live")) void look();
  };
  navigator.mediaDevices.addEventListener("devicechange", lookAgain);
  void look();

  return {
    look: () => void look(),
    close() {
      asked += 1;
      navigator.mediaDevices.removeEventListener("devicechange", lookAgain);
      stopOf(stream);
    },
  };
}

/** What callers hear is one voice without the room. @throws DOMException */
export function openMicrophone(): Promise<MediaStream> {
  const deviceId = chosenDevice("microphone");
  const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  return navigator.mediaDevices.getUserMedia({
    audio: deviceId ? { ...audio, deviceId: { ideal: deviceId } } : audio,
  });
}

export const isRefusal = (error: unknown): boolean =>
  error instanceof DOMException && error.name === "NotAllowedError";

export function stopOf(stream: unknown): void {
  if (stream instanceof MediaStream) for (const track of stream.getTracks()) track.stop();
}
