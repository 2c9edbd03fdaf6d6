import { QueryObserver } from "@tanstack/react-query";
import { request } from "../../../lib/api.ts";
import type { Answer } from "../../../lib/api-types.ts";
import { refreshMyPhone } from "../../../lib/phone.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { live } from "../../../realtime/live-state.ts";
import { onVoice, sendVoice, showPhone } from "../../../realtime/socket.ts";
import { type CarriedLegs, carryLegs } from "../carry/carry-legs.ts";
import { keepMicrophone } from "../carry/keep-microphone.ts";
import { openVoices, type VoicesState } from "../carry/open-voices.ts";
import type { PhoneCommand } from "./join-phone.ts";
import { type Conditions, lineOf, phone } from "./phone-state.ts";
import { renewAfter } from "./renew-after.ts";
import { isSoundOn } from "./sound.ts";

export interface HeldPhone {
  run(command: PhoneCommand): void;
  close(): void;
}

const retryMs = 30_000;

/** In the tab that holds the phone: keeps what carries calls ready, carries them, and tells the hub whether more may come. */
export function holdPhone(): HeldPhone {
  const conditions: Conditions = {
    isSecure: window.isSecureContext,
    isSoundOn: isSoundOn.get(),
    isConnected: live.get() === "on",
    microphone: "starting",
    voices: "starting",
  };
  /** What was under way then is told afterwards. */
  let isClosed = false;
  const change = (some: Partial<Conditions>) => {
    if (isClosed) return;
    Object.assign(conditions, some);
    const line = lineOf(conditions);
    phone.set((state) => (state.line === line ? state : { ...state, line }));
    show();
  };
  /** A call that goes on must not be taken for lost because nothing more may come. */
  const show = () => showPhone(phone.get().line === "ready" || legs.isCarrying());
  let retry: ReturnType<typeof setTimeout> | undefined;
  const changeVoices = ({ voices, failed }: VoicesState) => {
    if (isClosed) return;
    phone.set((state) => ({ ...state, failed }));
    change({ voices });
    clearTimeout(retry);
    // It is tried again with a new pass.
    if (failed.length > 0) retry = setTimeout(() => void refreshMyPhone(), retryMs);
  };
  const voices = openVoices({ send: sendVoice, onState: changeVoices });
  const legs = carryLegs(voices);
  const microphone = keepMicrophone({
    onState: (state) => change({ microphone: state }),
    onStream(stream) {
      voices.setMicrophone(stream);
      legs.setMicrophone(stream);
      show();
    },
  });
  const observer = new QueryObserver(queryClient, {
    ...request("GET /me/phone"),
    refetchInterval: ({ state }) => renewAfter(state.data?.passes ?? [], Date.now()),
    refetchIntervalInBackground: true,
  });
  const follow = (answer: Answer<"GET /me/phone"> | undefined) => {
    if (!answer || isClosed) return;
    voices.follow(answer.passes);
    legs.follow(answer.calls);
    show();
  };
  const ask = (event: BeforeUnloadEvent) => {
    if (legs.isCarrying()) event.preventDefault();
  };
  window.addEventListener("beforeunload", ask);
  const stops = [
    observer.subscribe(({ data }) => follow(data)),
    isSoundOn.subscribe(() => change({ isSoundOn: isSoundOn.get() })),
    live.subscribe(() => change({ isConnected: live.get() === "on" })),
    onVoice(({ legId, message }) => voices.receive(legId, message)),
    () => window.removeEventListener("beforeunload", ask),
  ];
  change({});
  follow(observer.getCurrentResult().data);

  return {
    run: (command) => carryOut(command, legs, microphone.look),
    close() {
      isClosed = true;
      showPhone(false);
      clearTimeout(retry);
      for (const stop of stops) stop();
      legs.close();
      voices.close();
      microphone.close();
    },
  };
}

function carryOut(command: PhoneCommand, legs: CarriedLegs, lookForDevices: () => void) {
  if (command.type === "devices") {
    lookForDevices();
    legs.setSpeaker();
  } else if (command.type === "answer") legs.answer(command.legId);
  else if (command.type === "press") legs.press(command.legId, command.keys);
  else legs.mute(command.isMuted);
}
