/** The keys of a call: pressed by its party, heard by whatever listens just then. */
export interface Keypad {
  press(key: string): void;
  /** Gives back how to stop. */
  listen(hear: (key: string) => void): () => void;
  whenListening(over: AbortSignal): Promise<void>;
}

export function makeKeypad(): Keypad {
  const listeners = new Set<(key: string) => void>();
  const waiting = new Set<() => void>();
  return {
    press: (key) => {
      for (const hear of [...listeners]) hear(key);
    },
    listen(hear) {
      listeners.add(hear);
      for (const resolve of waiting) resolve();
      waiting.clear();
      return () => listeners.delete(hear);
    },
    whenListening(over) {
      if (listeners.size > 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        waiting.add(resolve);
        over.addEventListener("abort", () => reject(over.reason), { once: true });
      });
    },
  };
}
