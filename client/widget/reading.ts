import type { ReadAsk, WireItem } from "../../connectors/webchat/wire.ts";
import type { Api } from "./api.ts";
import type { Live } from "./live.ts";
import type { PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";

/** Who has read how far, both ways. */
export interface Reading {
  unread(): number;
  seenUpTo(): string | undefined;
  setSeen(upTo: string): void;
  /** Tells the hub what was shown and read, where that is news. */
  tell(): void;
  /** Tells it once more: what was said just before the pipe broke may be lost. */
  again(): void;
}

interface Parts {
  store: Store;
  api: Api;
  passes: PassKeeper;
  live(): Live | undefined;
  items(): WireItem[];
  /** Whether the visitor has the conversation before his eyes. */
  isLooking(): boolean;
}

export function createReading({ store, api, passes, live, items, isLooking }: Parts): Reading {
  let told = "";

  const answers = () => items().filter((item) => item.direction === "out");

  function tell() {
    const last = answers().at(-1);
    if (!last) return;
    const isRead = isLooking() || store.get("read") === last.id;
    if (isRead) store.set("read", last.id);
    const ask: ReadAsk = { upTo: last.id, state: isRead ? "read" : "delivered" };
    const news = `${ask.state} ${ask.upTo}`;
    if (news === told) return;
    told = news;
    if (live()?.isUp()) return live()?.say({ type: "receipt", ...ask });
    passes
      .use((token) => api.post("read", ask, token))
      .catch(() => {
        told = "";
      });
  }

  return {
    unread() {
      const list = answers();
      return list.length - 1 - list.findIndex((item) => item.id === store.get("read"));
    },
    seenUpTo: () => store.get("seen"),
    setSeen: (upTo) => store.set("seen", upTo),
    tell,
    again() {
      told = "";
      tell();
    },
  };
}
