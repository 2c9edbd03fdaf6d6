import type { BrowserLeg, BrowserLegState } from "../../contract.ts";

/** How a leg is and what is heard of it, for whoever listens now or later. */
interface LegNews extends Pick<BrowserLeg, "onState" | "onRemote"> {
  state(): BrowserLegState;
  isOver(): boolean;
  /** Never out of what is final. */
  become(state: BrowserLegState): void;
  hear(stream: MediaStream): void;
}

export function createLegNews(): LegNews {
  const states: ((state: BrowserLegState) => void)[] = [];
  const streams: ((stream: MediaStream) => void)[] = [];
  let state: BrowserLegState = "connecting";
  let heard: MediaStream | undefined;
  const isOver = () => state === "ended" || state === "failed";
  return {
    state: () => state,
    isOver,
    become(next) {
      if (next === state || isOver()) return;
      state = next;
      for (const listener of states) listener(next);
    },
    hear(stream) {
      if (stream === heard || isOver()) return;
      heard = stream;
      for (const listener of streams) listener(stream);
    },
    onState(listener) {
      states.push(listener);
      listener(state);
    },
    onRemote(listener) {
      streams.push(listener);
      if (heard) listener(heard);
    },
  };
}
