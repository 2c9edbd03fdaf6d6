import type { Page, WebSocketRoute } from "playwright-core";

interface Said {
  type: string;
  payload: { callsid?: string; sdp?: string; [field: string]: unknown };
}

/** Twilio's end of the Voice SDK's signalling, as far as a call needs it. */
export interface Signalling {
  /** What the SDK said, in order. */
  said: Said[];
  tell(type: string, payload: object): void;
  /** Rings the browser for a leg with what somebody offers, and gives them its answer. */
  ring(callSid: string, legId: string): Promise<void>;
}

/** Where a page would reach Twilio it reaches this; the other party of a call stands in the page itself. */
export async function playSignalling(page: Page): Promise<Signalling> {
  const said: Said[] = [];
  let latest: WebSocketRoute | undefined;
  const tell = (type: string, payload: object, socket = latest) =>
    socket?.send(JSON.stringify({ type, payload, version: "1.6" }));

  await page.routeWebSocket(/^wss:\/\/voice-js\./, (socket) => {
    latest = socket;
    socket.onMessage((text) => {
      // It wants to hear now and then that somebody is there.
      if (String(text).trim() === "") return socket.send("\n");
      const message: Said = JSON.parse(String(text));
      said.push(message);
      if (message.type === "listen") tell("connected", { edge: "dublin", region: "ie1" }, socket);
      if (message.type === "register") tell("ready", {}, socket);
      if (message.type === "invite") void takeOver(message.payload, socket);
      if (message.type === "answer") void meet(message.payload);
    });
  });

  const meet = ({ callsid, sdp }: Said["payload"]) =>
    page.evaluate(`party.meet("${callsid}", ${JSON.stringify(sdp)})`);

  /** A call that the SDK takes on a connection of its own offers again. */
  async function takeOver({ callsid, sdp }: Said["payload"], socket: WebSocketRoute) {
    const answer = await page.evaluate(`party.answer("${callsid}", ${JSON.stringify(sdp)})`);
    tell("answer", { callsid, sdp: answer }, socket);
  }

  return {
    said,
    tell,
    async ring(callSid, legId) {
      const sdp = await page.evaluate(`party.offer("${callSid}")`);
      const parameters = { CallSid: callSid, From: "+4930555001", To: "client:ana", Params: `leg=${legId}` };
      tell("invite", { callsid: callSid, sdp, parameters, reconnect: `again ${callSid}` });
    },
  };
}

/** Runs in the page: who is at the other end of each call, and what is heard by whom. */
export function standIn(): void {
  const context = new AudioContext();
  const peers = new Map<string, { peer: RTCPeerConnection; heard: MediaStream }>();

  function tone(hertz: number): MediaStream {
    const out = new MediaStreamAudioDestinationNode(context);
    const oscillator = new OscillatorNode(context, { frequency: hertz });
    oscillator.connect(out);
    oscillator.start();
    return out.stream;
  }

  function meetAs(callSid: string): RTCPeerConnection {
    const peer = new RTCPeerConnection();
    const heard = new MediaStream();
    peers.set(callSid, { peer, heard });
    const said = tone(620);
    for (const track of said.getTracks()) peer.addTrack(track, said);
    peer.ontrack = ({ track }) => {
      heard.addTrack(track);
      // A browser gives sound on only where something plays it.
      Object.assign(new Audio(), { srcObject: heard, muted: true });
    };
    return peer;
  }

  /** With all candidates in it. */
  async function described(peer: RTCPeerConnection): Promise<string | undefined> {
    await peer.setLocalDescription();
    await new Promise<void>((done) => {
      peer.onicegatheringstatechange = () => peer.iceGatheringState === "complete" && done();
    });
    return peer.localDescription?.sdp;
  }

  async function answer(callSid: string, sdp: string): Promise<string | undefined> {
    const peer = meetAs(callSid);
    await peer.setRemoteDescription({ type: "offer", sdp });
    return described(peer);
  }

  async function loudest(stream: MediaStream): Promise<number> {
    const analyser = new AnalyserNode(context, { fftSize: 8_192 });
    const source = context.createMediaStreamSource(stream);
    source.connect(analyser);
    await new Promise((done) => setTimeout(done, 400));
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    source.disconnect();
    const top = bins.reduce((best, level, nth) => (level > (bins[best] ?? 0) ? nth : best), 0);
    return (bins[top] ?? 0) < -60 ? 0 : (top * context.sampleRate) / analyser.fftSize;
  }

  Reflect.set(window, "party", {
    tone,
    answer,
    loudest,
    offer: (callSid: string) => described(meetAs(callSid)),
    meet: async (callSid: string, sdp: string) =>
      peers.get(callSid)?.peer.setRemoteDescription({ type: "answer", sdp }),
    /** The pitch of what the other end hears; 0 is silence. */
    hears: async (callSid: string) => loudest(peers.get(callSid)?.heard ?? new MediaStream()),
  });
}
