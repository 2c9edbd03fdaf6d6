import { type Call, Device } from "@twilio/voice-sdk";
import type { BrowserVoice, BrowserVoiceOptions } from "../../contract.ts";
import { createDeviceLeg, type DeviceLeg } from "./device-leg.ts";
import { createLegs } from "./legs.ts";

/** Twilio's SDK tries for ever. */
const patienceMs = 15_000;
/** A pass is renewed before that, so that the latest is a new one by then. */
const renewBeforeMs = 60_000;

/** Registers this browser at Twilio as the person's, to be rung for their legs. */
export async function openDevice({ pass, microphone }: BrowserVoiceOptions): Promise<BrowserVoice> {
  const legs = createLegs<DeviceLeg>();
  /** Rung for before the hub has said so. */
  const early = new Map<string, Call>();
  let current = microphone;
  let token = tokenIn(pass);
  const options = {
    allowIncomingWhileBusy: true,
    closeProtection: false,
    logLevel: "error" as const,
    tokenRefreshMs: renewBeforeMs,
    // Each call stops the tracks that it was given.
    getUserMedia: async () => current.clone(),
    // Its sounds would be fetched from Twilio, and its reports sent there; the hub rings by itself.
    Sound: SilentSound,
    publishEvents: false,
  };
  const device = new Device(token, options);
  // Unheard errors would be thrown; what they mean for a leg, its call says.
  device.on("error", () => {});
  let isDue = false;
  // Renewing takes a moment of the sound of a call that goes on, so never sooner than needed.
  const settleToken = () => {
    if (!isDue || token === device.token) return;
    isDue = false;
    device.updateToken(token);
  };
  device.on("tokenWillExpire", () => {
    isDue = true;
    settleToken();
  });
  device.on("incoming", (call: Call) => {
    const legId = call.customParameters.get("leg") ?? "";
    const leg = legs.get(legId);
    if (leg) return leg.ring(call, accept);
    early.set(legId, call);
    for (const gone of ["cancel", "disconnect"]) call.on(gone, () => early.delete(legId));
  });

  async function accept(call: Call): Promise<Call> {
    if (!device.isBusy) {
      call.accept();
      return call;
    }
    // A device has one call, and would leave it for this one
    // (www.twilio.com/docs/voice/sdks/javascript/twiliodevice, connectToken).
    if (!call.connectToken) throw new Error("Twilio does not let this call be taken beside another");
    const another = new Device(token, { ...options, edge: device.edge ?? "roaming" });
    another.on("error", () => {});
    const taken = await another.connect({ connectToken: call.connectToken });
    taken.on("disconnect", () => another.destroy());
    return taken;
  }

  await registered(device);
  return {
    renew(next) {
      token = tokenIn(next);
      settleToken();
    },
    begin({ legId }) {
      const leg = legs.begin(legId, createDeviceLeg);
      const call = early.get(legId);
      early.delete(legId);
      if (call) leg.ring(call, accept);
      return leg;
    },
    // All that there is to say is said by Twilio.
    receive() {},
    async useMicrophone(next) {
      current = next;
      await Promise.all(legs.all().map((leg) => leg.takeMicrophone(next)));
    },
    close() {
      legs.end();
      device.destroy();
    },
  };
}

/** @throws Error where Twilio does not take the pass, or cannot be reached */
async function registered(device: Device): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("Twilio does not answer")), patienceMs);
  try {
    await Promise.race([device.register(), late.promise]);
  } catch (error) {
    device.destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const tokenIn = (pass: Record<string, unknown>): string => String(pass.token);

class SilentSound {
  isPlaying = false;
  async play() {}
  async stop() {}
  setSinkIds() {}
}
