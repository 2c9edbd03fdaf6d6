export interface CallMix {
  /** Two channels: this person and their colleagues in the left, the caller in the right. */
  stream: MediaStream;
  setLocal(local: MediaStream): void;
  setRemotes(remotes: MediaStream[]): void;
  setColleagues(colleagues: MediaStream[]): void;
  mute(isMuted: boolean): void;
  hold(isHeld: boolean): void;
  close(): Promise<void>;
}

export function createCallMix(local: MediaStream, remotes: MediaStream[]): CallMix {
  const context = new AudioContext();
  const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
  const heard = new MediaStreamAudioDestinationNode(context, {
    channelCount: 2,
    channelCountMode: "explicit",
  });
  merger.connect(heard);
  const [left, right, besides] = [0, 1, 0].map((channel) => {
    const gain = new GainNode(context);
    gain.connect(merger, 0, channel);
    return gain;
  }) as [GainNode, GainNode, GainNode];
  const is = { muted: false, held: false };
  const setLocal = createInput(context, left);
  const setRemotes = createInput(context, right);
  const setColleagues = createInput(context, besides);
  const setGains = () => {
    left.gain.value = is.muted || is.held ? 0 : 1;
    right.gain.value = is.held ? 0 : 1;
    besides.gain.value = is.held ? 0 : 1;
  };

  setLocal([local]);
  setRemotes(remotes);
  void context.resume();
  return {
    stream: heard.stream,
    setLocal: (stream) => setLocal([stream]),
    setRemotes,
    setColleagues,
    mute(isMuted) {
      is.muted = isMuted;
      setGains();
    },
    hold(isHeld) {
      is.held = isHeld;
      setGains();
    },
    close: () => context.close(),
  };
}

/** Sets which streams go into a node; those that stay are not interrupted. */
function createInput(context: AudioContext, into: AudioNode) {
  const sources = new Map<MediaStream, AudioNode>();
  return (streams: MediaStream[]) => {
    for (const [stream, source] of sources) {
      if (streams.includes(stream)) continue;
      source.disconnect();
      sources.delete(stream);
    }
    for (const stream of streams) {
      if (sources.has(stream) || stream.getAudioTracks().length === 0) continue;
      const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
      source.connect(into);
      sources.set(stream, source);
    }
  };
}
