import type { Accepted } from "./accepted.ts";
import type { Page } from "./adopt.ts";
import type { Lanes } from "./lanes.ts";

/** Bytes that wait in memory; what comes beyond them waits in the ledger alone. */
export const mostHeldBytes = 32 * 1024 * 1024;

export interface Backlog {
  /** What was committed just now, in the order of the ledger. */
  take(fresh: Accepted[]): void;
  /** From now on everything is read from the ledger, until a page of it is the last. */
  fallBehind(): void;
  isBehind(): boolean;
  /** Hands the lanes the oldest page of the ledger; gives how much of it they did not have. */
  catchUp(load: () => Promise<Page>): Promise<number>;
}

/**
 * What this node is to process, in its order: straight from accept, or, while the lanes have more than memory should
 * hold or something older is left over, from the ledger page by page.
 */
export function createBacklog(lanes: Lanes, mostHeld: number): Backlog {
  let isBehind = false;
  /** Committed while a page is read, so perhaps too late for it. */
  let meanwhile: Accepted[] | undefined;

  return {
    take(fresh) {
      if (!isBehind && lanes.heldBytes() > mostHeld) isBehind = true;
      if (isBehind) meanwhile?.push(...fresh);
      else lanes.add(fresh);
    },
    fallBehind() {
      isBehind = true;
    },
    isBehind: () => isBehind,
    async catchUp(load) {
      meanwhile = [];
      try {
        const page = await load();
        const added = lanes.add(page.items);
        if (page.isLast) {
          isBehind = false;
          lanes.add(meanwhile);
        }
        return added;
      } finally {
        meanwhile = undefined;
      }
    },
  };
}
