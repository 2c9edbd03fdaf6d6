import type { WireWait } from "../../connectors/webchat/wire.ts";

export interface Waiting {
  now(): WireWait | undefined;
  set(wait: WireWait | undefined): void;
}

/** The hub says it again every few seconds; what it does not renew is not known any more. */
const lastsMs = 30_000;

export function createWaiting(onChange: () => void): Waiting {
  let wait: WireWait | undefined;
  let fade: ReturnType<typeof setTimeout> | undefined;

  function set(value: WireWait | undefined) {
    clearTimeout(fade);
    wait = value;
    if (!wait) return;
    fade = setTimeout(() => {
      wait = undefined;
      onChange();
    }, lastsMs);
  }

  return { now: () => wait, set };
}
