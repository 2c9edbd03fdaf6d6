import type { Timeline, WireItem } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import type { PassKeeper } from "./pass.ts";

/** What the hub has of this conversation, in its order. */
export interface Items {
  all(): WireItem[];
  /** Fetches what is new; calls in the meantime join the next fetch. */
  sync(): Promise<void>;
  /** Something pushed: shown at once, put in its place by the next sync. */
  add(item: WireItem): void;
}

export function createItems(api: Api, passes: PassKeeper): Items {
  let items: WireItem[] = [];
  // Only what was fetched moves it: two answers may be pushed in the wrong order.
  let fetchedUpTo: string | undefined;
  let fetchedWith: string | undefined;
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function fetchNew() {
    const { items: fresh } = await passes.use((token) => {
      if (token !== fetchedWith) reset(token);
      return api.get<Timeline>(`timeline${fetchedUpTo ? `?after=${fetchedUpTo}` : ""}`, token);
    });
    const before = fetchedUpTo;
    const ids = new Set(fresh.map((item) => item.id));
    const place = items.findIndex((item) => item.id === before) + 1;
    const known = items.slice(0, place);
    const pushed = items.slice(place).filter((item) => !ids.has(item.id));
    items = [...known.filter((item) => !ids.has(item.id)), ...fresh, ...pushed];
    fetchedUpTo = fresh.at(-1)?.id ?? before;
  }

  /** Another token may be another visitor. */
  function reset(token: string) {
    items = [];
    fetchedUpTo = undefined;
    fetchedWith = token;
  }

  async function sync(): Promise<void> {
    if (!passes.current()) return;
    if (!running) {
      running = fetchNew().finally(() => {
        running = undefined;
      });
      return running;
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined;
        return sync();
      });
    return next;
  }

  return {
    all: () => items,
    sync,
    add(item) {
      if (!items.some((known) => known.id === item.id)) items = [...items, item];
    },
  };
}
