import { Device } from "@twilio/voice-sdk";
import { afterEach, expect, test, vi } from "vitest";
import type { BrowserVoice } from "../../contract.ts";
import { openDevice } from "./open-device.ts";

let voice: BrowserVoice | undefined;
afterEach(() => {
  voice?.close();
  vi.restoreAllMocks();
});

/** Twilio's own device, which only does not reach Twilio. */
async function open() {
  const register = vi.spyOn(Device.prototype, "register").mockResolvedValue();
  const opened = await openDevice({ pass: { token: "first" }, microphone: {} as MediaStream, send() {} });
  voice = opened;
  const device = register.mock.contexts[0] as Device;
  return { device, renew: (token: string) => opened.renew({ token }) };
}

test("a pass that came early is used as soon as Twilio says that the one before is nearly over, and no sooner", async () => {
  const { device, renew } = await open();
  renew("second");
  expect(device.token).toBe("first");
  device.emit("tokenWillExpire", device);
  expect(device.token).toBe("second");
  renew("third");
  expect(device.token).toBe("second");
  device.emit("tokenWillExpire", device);
  expect(device.token).toBe("third");
});

test("a pass that comes after Twilio has said so is used at once", async () => {
  const { device, renew } = await open();
  device.emit("tokenWillExpire", device);
  expect(device.token).toBe("first");
  renew("second");
  expect(device.token).toBe("second");
});
