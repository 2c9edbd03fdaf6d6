/** What several others say as one stream, since a recorder and a loudspeaker take one. */
export function createRemote(onStream: (stream: MediaStream) => void) {
  const tracks = new Map<string, MediaStreamTrack>();
  let stopMixing = () => {};

  function renew() {
    stopMixing();
    stopMixing = () => {};
    const streams = [...tracks.values()].map((track) => new MediaStream([track]));
    const [only] = streams;
    if (streams.length > 1) {
      const { stream, stop } = mix(streams);
      stopMixing = stop;
      onStream(stream);
    } else if (only) onStream(only);
  }

  return {
    set(name: string, track: MediaStreamTrack) {
      tracks.set(name, track);
      renew();
    },
    remove(name: string) {
      if (tracks.delete(name)) renew();
    },
    close: () => stopMixing(),
  };
}

export function mix(streams: MediaStream[]) {
  const context = new AudioContext();
  void context.resume();
  const output = context.createMediaStreamDestination();
  const players = streams.map((stream) => {
    context.createMediaStreamSource(stream).connect(output);
    // Chromium gives Web Audio nothing of a remote track that no element plays, were it muted.
    const player = new Audio();
    player.muted = true;
    player.srcObject = stream;
    player.play().catch(() => {});
    return player;
  });
  return {
    stream: output.stream,
    stop() {
      for (const player of players) player.srcObject = null;
      void context.close();
    },
  };
}
