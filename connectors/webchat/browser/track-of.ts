/** A microphone's, for one use alone, so that it can be silenced and stopped alone. */
export const trackOf = (microphone: MediaStream): MediaStreamTrack | undefined =>
  microphone.getAudioTracks()[0]?.clone();
