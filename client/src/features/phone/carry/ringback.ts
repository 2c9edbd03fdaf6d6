import { chosenDevice } from "../../../lib/devices.ts";

const hertz = 425;
const loudness = 0.06;
const everySeconds = 5;
const lastsSeconds = 1;
const longestSeconds = 60;

/** Tells who calls somebody that it rings there. All of it is planned at once, as hidden tabs have slow timers. */
export function createRingback() {
  let audio: AudioContext | undefined;
  const stop = () => {
    void audio?.close();
    audio = undefined;
  };
  return {
    ring(isRinging: boolean) {
      if (!isRinging) stop();
      else audio ??= play();
    },
    stop,
  };
}

function play(): AudioContext {
  // The types do not know it yet; browsers that cannot choose ignore it.
  const audio = new AudioContext({ sinkId: chosenDevice("speaker") ?? "" } as AudioContextOptions);
  const tone = new OscillatorNode(audio, { frequency: hertz });
  const volume = new GainNode(audio, { gain: 0 });
  for (let at = audio.currentTime; at < longestSeconds; at += everySeconds) {
    volume.gain.setTargetAtTime(loudness, at, 0.01);
    volume.gain.setTargetAtTime(0, at + lastsSeconds, 0.01);
  }
  tone.connect(volume).connect(audio.destination);
  tone.start();
  return audio;
}
