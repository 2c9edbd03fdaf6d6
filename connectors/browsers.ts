import type { CheckNetwork, OpenVoice } from "./contract.ts";

interface BrowserPart {
  openVoice: OpenVoice;
  checkNetwork?: CheckNetwork;
}

/** The browser part of each connector that carries calls, by its id; fetched when somebody makes their phone ready. */
export const browsers: Record<string, () => Promise<BrowserPart>> = {
  webchat: () => import("./webchat/browser.ts"),
  twilio: () => import("./twilio/browser.ts"),
};
