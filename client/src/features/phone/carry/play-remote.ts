import { chosenDevice } from "../../../lib/devices.ts";
import { isSoundOn } from "../line/sound.ts";

/** What the others say, on the loudspeaker that was chosen. */
export function playRemote() {
  const audio = new Audio();
  audio.autoplay = true;
  // Refused until somebody touches the page, as after a reload.
  const play = () => void audio.play().catch(() => {});
  const unsubscribe = isSoundOn.subscribe(play);
  const setSpeaker = () => void audio.setSinkId?.(chosenDevice("speaker") ?? "").catch(() => {});
  setSpeaker();
  return {
    play(stream: MediaStream) {
      audio.srcObject = stream;
      play();
    },
    setSpeaker,
    close() {
      unsubscribe();
      audio.srcObject = null;
    },
  };
}
