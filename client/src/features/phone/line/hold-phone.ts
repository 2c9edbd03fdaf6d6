import { QueryObserver } from "@tanstack/react-query";
import type { PhonePass } from "../../../../../server/contract/calls.ts";
import { request } from "../../../lib/api.ts";
import type { Answer } from "../../../lib/api-types.ts";
import { queryClient } from "../../../lib/query-client.ts";
import { live } from "../../../realtime/live-state.ts";
import { onVoice, sendVoice, showPhone } from "../../../realtime/socket.ts";
import { type CarriedLegs, carryLegs } from "../carry/carry-legs.ts";
import { keepMicrophone } from "../carry/keep-microphone.ts";
import { openVoices, type VoicesState } from "../carry/open-voices.ts";
import type { PhoneCommand } from "./join-phone.ts";
import { type Conditions, idle, lineOf, phone } from "./phone-state.ts";
import { isSoundOn } from "./sound.ts";

export interface HeldPhone {
  run(command: PhoneCommand): void;
  close(): void;
}

/** A pass is asked for anew this long before it is over. */
const earlyMs = 90_000;
const soonestMs = 10_000;

/** In the tab that holds the phone: keeps what carries calls ready, carries them, and tells the hub whether more may come. */
export function holdPhone(): HeldPhone {
  const conditions: Conditions = {
    isSecure: window.isSecureContext,
    isSoundOn: isSoundOn.get(),
    isConnected: live.get() === "on",
    microphone: "starting",
    voices: "starting",
  };
  const change = (some: Partial<Conditions>) => {
    Object.assign(conditions, some);
    const line = lineOf(conditions);
    phone.set((state) => (state.line === line ? state : { ...state, line }));
    showPhone(line === "ready");
  };
  const changeVoices = ({ voices, failed }: VoicesState) => {
    phone.set((state) => ({ ...state, failed }));
    change({ voices });
  };
  const voices = openVoices({ send: sendVoice, onState: changeVoices });
  const legs = carryLegs(voices);
  const microphone = keepMicrophone({
    onState: (state) => change({ microphone: state }),
    onStream(stream) {
      voices.setMicrophone(stream);
      legs.setMicrophone(stream);
    },
  });
  const observer = new QueryObserver(queryClient, {
    ...request("GET /me/phone"),
    refetchInterval: ({ state }) => renewAfter(state.data?.passes ?? []),
    refetchIntervalInBackground: true,
  });
  const follow = (answer: Answer<"GET /me/phone"> | undefined) => {
    if (!answer) return;
    voices.follow(answer.passes);
    legs.follow(answer.calls);
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
      showPhone(false);
      for (const stop of stops) stop();
      legs.close();
      voices.close();
      microphone.close();
      phone.set(idle);
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

function renewAfter(passes: PhonePass[]): number | false {
  if (passes.length === 0) return false;
  const first = Math.min(...passes.map(({ expiresAt }) => Date.parse(expiresAt)));
  return Math.max(soonestMs, first - Date.now() - earlyMs);
}
