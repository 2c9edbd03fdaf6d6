import { EventEmitter } from "node:events";
import type { Call } from "@twilio/voice-sdk";
import { expect, test } from "vitest";
import type { BrowserLegState } from "../../contract.ts";
import { createDeviceLeg } from "./device-leg.ts";

/** A call as Twilio's SDK gives it; its library needs a browser. */
class FakeCall extends EventEmitter {
  done: unknown[] = [];
  state = "pending";
  remote: object | undefined;
  mute = (is: boolean) => this.done.push(["mute", is]);
  sendDigits = (keys: string) => this.done.push(["press", keys]);
  disconnect = () => this.done.push(["disconnect"]);
  status = () => this.state;
  getRemoteStream = () => this.remote;
}

async function ringing() {
  const leg = createDeviceLeg();
  const call = new FakeCall();
  const states: BrowserLegState[] = [];
  const heard: MediaStream[] = [];
  leg.onState((state) => states.push(state));
  leg.onRemote((stream) => heard.push(stream));
  leg.ring(call as unknown as Call, async (incoming) => incoming);
  await Promise.resolve();
  return { leg, call, states, heard };
}

test("a leg is connected once Twilio says so, as muted as it was before, and is heard", async () => {
  const { leg, call, states, heard } = await ringing();
  leg.mute(true);
  expect(states).toEqual(["connecting"]);
  call.remote = {};
  call.emit("accept");
  expect(states).toEqual(["connecting", "connected"]);
  expect(call.done).toContainEqual(["mute", true]);
  expect(heard).toEqual([call.remote]);
  leg.press("12#");
  expect(call.done).toContainEqual(["press", "12#"]);
});

test("what is heard is played by the phone and not by Twilio's player besides", async () => {
  const { call } = await ringing();
  const player = { muted: false };
  call.emit("audio", player);
  expect(player.muted).toBe(true);
});

test("a connection that is lost may come back, and one that Twilio ended is for the hub to judge", async () => {
  const { call, states } = await ringing();
  call.emit("accept");
  call.emit("reconnecting");
  call.emit("reconnected");
  call.emit("disconnect");
  expect(states).toEqual(["connecting", "connected", "lost", "connected", "lost"]);
});

test("one that cannot be accepted has failed, and what goes wrong later ends nothing by itself", async () => {
  const failing = await ringing();
  failing.call.emit("error", new Error("no microphone"));
  expect(failing.states).toEqual(["connecting", "failed"]);
  const { call, states } = await ringing();
  call.emit("accept");
  call.emit("error", new Error("a moment's trouble"));
  expect(states).toEqual(["connecting", "connected"]);
});

test("leaving hangs up, also where Twilio's call comes only then", async () => {
  const { leg, call, states } = await ringing();
  leg.end();
  expect(call.done).toEqual([["disconnect"]]);
  expect(states.at(-1)).toBe("ended");
  const late = createDeviceLeg();
  const comes = new FakeCall();
  late.end();
  late.ring(comes as unknown as Call, async (incoming) => incoming);
  await Promise.resolve();
  expect(comes.done).toEqual([["disconnect"]]);
});
