import type { OpenVoice } from "../contract.ts";

/** A person's end of telephone calls. Where calls are pretended nothing of Twilio's is loaded: it could not reach them. */
export const openVoice: OpenVoice = async (options) => {
  if (options.pass.isPretend) return (await import("./browser/open-pretend.ts")).openPretend(options);
  return (await import("./browser/open-device.ts")).openDevice(options);
};
