export interface Typing {
  /** Who inside is typing. */
  name(): string | undefined;
  show(name: string | undefined): void;
  /** The visitor has changed his text. */
  writing(isTyping: boolean): void;
  stop(): void;
}

/** Somebody who closes the page in the middle says nothing more. */
const fadeMs = 8_000;
const repeatMs = 3_000;
const pauseMs = 5_000;

export function createTyping(onChange: () => void, say: (isTyping: boolean) => void): Typing {
  let name: string | undefined;
  let fade: ReturnType<typeof setTimeout> | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let saidAt = 0;

  function show(value: string | undefined) {
    clearTimeout(fade);
    if (value) fade = setTimeout(() => show(undefined), fadeMs);
    if (value === name) return;
    name = value;
    onChange();
  }

  function stop() {
    clearTimeout(pause);
    if (saidAt > 0) say(false);
    saidAt = 0;
  }

  return {
    name: () => name,
    show,
    stop,
    writing(isTyping) {
      if (!isTyping) return stop();
      clearTimeout(pause);
      pause = setTimeout(stop, pauseMs);
      if (Date.now() - saidAt < repeatMs) return;
      saidAt = Date.now();
      say(true);
    },
  };
}
