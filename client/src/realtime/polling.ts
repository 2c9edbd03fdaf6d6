import { refreshAll } from "./apply-events.ts";

const everyMs = 5000;
let timer: ReturnType<typeof setInterval> | undefined;

/** In place of the socket: fetches again what is on the screen. */
export function startPolling(): void {
  timer ??= setInterval(() => {
    if (document.visibilityState === "visible") refreshAll();
  }, everyMs);
}

export function stopPolling(): void {
  clearInterval(timer);
  timer = undefined;
}
