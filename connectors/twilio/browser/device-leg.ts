import type { Call } from "@twilio/voice-sdk";
import type { BrowserLeg } from "../../contract.ts";
import { createLegNews } from "./leg-news.ts";

export interface DeviceLeg extends BrowserLeg {
  /** Twilio rings this browser for it. */
  ring(call: Call, accept: (call: Call) => Promise<Call>): void;
  takeMicrophone(microphone: MediaStream): Promise<void>;
}

/** One leg, from when the hub asks for it; Twilio's call may have come before, or comes yet. */
export function createDeviceLeg(): DeviceLeg {
  const news = createLegNews();
  let call: Call | undefined;
  let own: MediaStream | undefined;
  let isMuted = false;

  function follow(accepted: Call) {
    if (news.isOver()) return accepted.disconnect();
    call = accepted;
    const connect = () => {
      accepted.mute(isMuted);
      listen();
      news.become("connected");
    };
    const listen = () => {
      const stream = accepted.getRemoteStream();
      if (stream) news.hear(stream);
    };
    accepted.on("accept", connect);
    accepted.on("audio", (audio: HTMLAudioElement) => {
      // The phone plays what is heard, on the loudspeaker that was chosen.
      audio.muted = true;
      listen();
    });
    accepted.on("reconnecting", () => news.become("lost"));
    accepted.on("reconnected", () => news.become("connected"));
    // Whether it is over the hub knows, from Twilio itself: that may only be this end's connection.
    accepted.on("disconnect", () => news.state() === "connected" && news.become("lost"));
    accepted.on("error", () => news.state() === "connecting" && news.become("failed"));
    if (accepted.status() === "open") connect();
  }

  return {
    onState: news.onState,
    onRemote: news.onRemote,
    ring(incoming, accept) {
      accept(incoming).then(follow, () => news.become("failed"));
    },
    mute(value) {
      isMuted = value;
      call?.mute(value);
    },
    // It is done at Twilio, where all who talk meet.
    hold() {},
    press: (keys) => call?.sendDigits(keys),
    end() {
      news.become("ended");
      call?.disconnect();
      stop(own);
    },
    async takeMicrophone(microphone) {
      if (!call) return;
      const before = own;
      own = microphone.clone();
      await call._setInputTracksFromStream(own);
      stop(before);
    },
  };
}

function stop(stream: MediaStream | undefined) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
