import type { OpenVoice } from "./contract.ts";

/** The browser part of each connector that carries calls, by its id; fetched when somebody makes their phone ready. */
export const browsers: Record<string, () => Promise<{ openVoice: OpenVoice }>> = {
  webchat: () => import("./webchat/browser.ts"),
};
