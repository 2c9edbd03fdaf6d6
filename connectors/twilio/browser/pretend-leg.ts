import type { BrowserLeg } from "../../contract.ts";
import type { LegFromPerson, LegToPerson } from "../wire.ts";
import { createLegNews } from "./leg-news.ts";
import { createMadeVoice } from "./made-voice.ts";

export interface PretendLeg extends BrowserLeg {
  receive(message: LegToPerson): void;
}

const againMs = 1_000;

export function createPretendLeg(say: (message: LegFromPerson) => void): PretendLeg {
  const news = createLegNews();
  const voice = createMadeVoice();
  let isMuted = false;
  let isHeld = false;
  let isSomebody = false;
  const answering = setInterval(() => say({ type: "answer" }), againMs);
  say({ type: "answer" });

  const settle = () => voice.speak(isSomebody && !isHeld);

  function receive(message: LegToPerson) {
    if (message.type === "connected") {
      clearInterval(answering);
      if (news.state() !== "connected") say({ type: "mute", isMuted });
      news.become("connected");
      news.hear(voice.stream);
    } else if (message.type === "hears") {
      isSomebody = message.isSomebody;
      settle();
    } else close();
  }

  /** How it ended the hub knows from elsewhere. */
  function close() {
    clearInterval(answering);
    voice.close();
    if (news.state() === "connected") news.become("lost");
  }

  return {
    onState: news.onState,
    onRemote: news.onRemote,
    receive,
    mute(value) {
      if (value !== isMuted && news.state() === "connected") say({ type: "mute", isMuted: value });
      isMuted = value;
    },
    hold(value) {
      isHeld = value;
      settle();
    },
    press: (keys) => say({ type: "press", keys }),
    end() {
      if (news.isOver()) return;
      say({ type: "hangUp" });
      close();
      news.become("ended");
    },
  };
}
