import { request } from "../../../lib/api.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { type HeldPhone, holdPhone } from "./hold-phone.ts";
import { idle, type PhoneState, phone } from "./phone-state.ts";
import { whenSoundIsOn } from "./sound.ts";

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
 * yet does not compete, except for a call that goes on.
 */
export function joinPhone(): () => void {
  const stop = new AbortController();
  const channel = new BroadcastChannel(name);
  const say = (said: Said) => channel.postMessage(said);
  let held: HeldPhone | undefined;
  let release = () => {};

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if (data.type === "state" && !held) phone.set(data.state);
    if (data.type === "ask" && held) say({ type: "state", state: phone.get() });
    if (data.type === "do") held?.run(data.command);
  };
  tell = (command) => (held ? held.run(command) : say({ type: "do", command }));
  phone.set({ ...idle, line: "asleep" });
  say({ type: "ask" });

  const hold = async () => {
    if (stop.signal.aborted) return;
    held = holdPhone();
    const unsubscribe = phone.subscribe(() => say({ type: "state", state: phone.get() }));
    release = () => {
      unsubscribe();
      held?.close();
    };
    await aborted(stop.signal);
  };
  Promise.race([whenSoundIsOn(stop.signal), whenInCall()])
    .then(() => navigator.locks.request(name, { signal: stop.signal }, hold))
    .catch((error) => {
      if (!stop.signal.aborted) throw error;
    });

  return () => {
    release();
    stop.abort();
    tell = () => {};
    channel.close();
    phone.set(idle);
  };
}

/** Resolves only if there is a call to carry on with, as after a reload. */
async function whenInCall(): Promise<void> {
  const { calls } = await queryClient.fetchQuery(request("GET /me/phone")).catch(() => ({ calls: [] }));
  if (calls.length === 0) await new Promise(() => {});
}

const aborted = (signal: AbortSignal) =>
  new Promise<void>((done) => {
    if (signal.aborted) done();
    signal.addEventListener("abort", () => done(), { once: true });
  });
