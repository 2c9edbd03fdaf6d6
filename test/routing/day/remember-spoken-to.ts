import type { ItemRow, Rows } from "./read-rows.ts";

/**
 * To whom a contact spoke the engine reads when work comes, and not again when they speak to others meanwhile. Marks the work of
 * which nobody knows what it read: what came while it was not held, and where that has changed since.
 */
export function rememberSpokenTo() {
  const read = new Map<string, string | undefined>();
  return ({ items }: Rows, { wasHeld }: { wasHeld: boolean }): void => {
    for (const item of items) {
      const now = item.spokenTo.toSorted().join();
      const name = nameOf(item);
      if (!read.has(name)) read.set(name, wasHeld ? now : undefined);
      item.isKeeperKnown = read.get(name) === now;
    }
  };
}

/** What is moved to another queue is read anew. */
const nameOf = ({ id, queuedSince }: ItemRow) => `${id} ${queuedSince}`;
