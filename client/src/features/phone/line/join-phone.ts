import { QueryObserver } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import { findMyCalls } from "../../../lib/phone.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { type HeldPhone, holdPhone } from "./hold-phone.ts";
import { asleep, idle, type PhoneState, phone } from "./phone-state.ts";
import { isSoundOn, unlockSoundByTouch } from "./sound.ts";

/** What somebody does in one tab and the tab that holds the phone carries out. */
export type PhoneCommand =
  | { type: "mute"; isMuted: boolean }
  | { type: "press"; legId: string; keys: string }
  | { type: "answer"; legId: string }
  /** Another microphone or loudspeaker was chosen, or the one chosen is to be tried again. */
  | { type: "devices" };

type Said = { type: "state"; state: PhoneState } | { type: "ask" } | { type: "do"; command: PhoneCommand };

const name = "phone";
let tell: (command: PhoneCommand) => void = () => {};

export const tellPhone = (command: PhoneCommand): void => tell(command);

/**
 * One tab holds the phone, the others mirror it, and when it closes the next takes it. A tab in which nothing can be heard
 * yet does not compete, except while a call goes on.
 */
export function joinPhone(): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(name);
  const say = (said: Said) => channel.postMessage(said);
  const sayState = () => say({ type: "state", state: phone.get() });
  let held: HeldPhone | undefined;
  let competing: AbortController | undefined;

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.type === "state" && !held) phone.set(data.state);
    if (data.type === "ask" && held) sayState();
    if (data.type === "do") held?.run(data.command);
  };
  tell = (command) => (held ? held.run(command) : say({ type: "do", command }));
  phone.set(asleep);
  say({ type: "ask" });

  const hold = (signal: AbortSignal) =>
    new Promise<void>((done) => {
      if (signal.aborted) return done();
      held = holdPhone();
      const unsubscribe = phone.subscribe(sayState);
      const release = () => {
        held?.close();
        held = undefined;
        phone.set(asleep);
        unsubscribe();
        done();
      };
      signal.addEventListener("abort", release, { once: true });
    });
  const compete = () => {
    const may = isSoundOn.get() || findMyCalls().length > 0;
    if (may === (competing !== undefined)) return;
    competing?.abort();
    competing = may ? new AbortController() : undefined;
    if (competing) void waitForLock(competing.signal, hold);
  };
  unlockSoundByTouch(stop.signal);
  const calls = new QueryObserver(queryClient, request("GET /me/phone"));
  const stops = [isSoundOn.subscribe(compete), calls.subscribe(compete)];
  // The next may be a tab that waits for a touch: until then nobody has it.
  const leave = () => held && say({ type: "state", state: asleep });
  window.addEventListener("pagehide", leave, { signal: stop.signal });
  compete();

  return () => {
    for (const unsubscribe of stops) unsubscribe();
    stop.abort();
    competing?.abort();
    tell = () => {};
    channel.close();
    phone.set(idle);
  };
}

async function waitForLock(signal: AbortSignal, hold: (signal: AbortSignal) => Promise<void>) {
  try {
    await navigator.locks.request(name, { signal }, () => hold(signal));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
