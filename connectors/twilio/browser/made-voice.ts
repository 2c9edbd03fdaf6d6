/** The pitch of whoever calls, as in the sandbox. */
const hertz = 600;
const level = 0.15;
/** Without a click at either end. */
const easeSeconds = 0.01;

interface MadeVoice {
  stream: MediaStream;
  speak(is: boolean): void;
  close(): void;
}

/** A tone in the place of somebody's voice. */
export function createMadeVoice(): MadeVoice {
  const context = new AudioContext();
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  const out = new MediaStreamAudioDestinationNode(context);
  tone.connect(volume).connect(out);
  tone.start();
  return {
    stream: out.stream,
    speak(is) {
      void context.resume();
      volume.gain.setTargetAtTime(is ? level : 0, context.currentTime, easeSeconds);
    },
    close() {
      if (context.state !== "closed") void context.close();
    },
  };
}
