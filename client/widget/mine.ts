import type { Outbox, OutMessage } from "./outbox.ts";
import type { Items } from "./timeline.ts";

/** The visitor's own messages that the timeline does not have yet. */
export interface Mine {
  /** Oldest first. */
  list(): OutMessage[];
  forget(key: string): void;
}

export function createMine(outbox: Outbox, items: Items): Mine {
  // Kept by this tab until its own timeline has them, though another tab may have cleared the outbox.
  const known = new Map<string, OutMessage>();
  return {
    list() {
      for (const message of outbox.list()) known.set(message.key, message);
      for (const { key } of items.all()) {
        if (key && known.delete(key)) outbox.remove(key);
      }
      return [...known.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
    },
    forget: (key) => void known.delete(key),
  };
}
