import { ApiError } from "./api-error.ts";
import { makeStore } from "./store.ts";

/** What is open of the phone in the top bar: what it says of itself, or the check of microphone, sound and network. */
export const phonePanel = makeStore<"closed" | "open" | "checking">("closed");

/** Without HTTPS there is nothing to check, and the panel says why. */
export const checkPhone = (): void => phonePanel.set(window.isSecureContext ? "checking" : "open");

/** The hub refused something because whoever asked has no phone that is ready. */
export const isPhoneMissing = (error: unknown): boolean =>
  error instanceof ApiError && error.code === "conflict" && error.fields.phone !== undefined;
