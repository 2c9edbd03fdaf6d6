import type { MessageAsk, MessageTaken, WireFile } from "../../connectors/webchat/wire.ts";
import { type Api, RequestError } from "./api.ts";
import { exclusively, type PassKeeper } from "./pass.ts";
import type { Store } from "./storage.ts";
import { currentVisit } from "./visit.ts";

/** A message of the visitor's own that is not on the hub's timeline yet. */
export interface OutMessage {
  key: string;
  text: string;
  files: WireFile[];
  /** ISO 8601. */
  at: string;
  /** `taken`: the hub has it for good. */
  state: "sending" | "taken" | "failed";
  reason?: string;
}

export interface Outbox {
  /** Oldest first. */
  list(): OutMessage[];
  add(text: string, files: WireFile[]): void;
  retry(key: string): void;
  remove(key: string): void;
  /** Sends what waits, in order; what cannot go now goes later by itself. */
  flush(): void;
}

interface Parts {
  api: Api;
  passes: PassKeeper;
  store: Store;
  session: Store;
  name: string;
  onChange(): void;
  onReach(isReached: boolean): void;
}

const maxWaitMs = 30_000;

export function createOutbox({ api, passes, store, session, name, onChange, onReach }: Parts): Outbox {
  let attempts = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isRunning = false;

  // Each message under a key of its own, so that two tabs that write at once lose nothing.
  const write = (message: OutMessage) => store.set(`out:${message.key}`, JSON.stringify(message));
  const change = (message: OutMessage) => {
    write(message);
    onChange();
  };
  const list = () =>
    store
      .keys("out:")
      .flatMap((key) => read(store.get(key)))
      .sort((a, b) => (a.at < b.at ? -1 : 1));

  async function run() {
    if (isRunning) return;
    isRunning = true;
    clearTimeout(timer);
    try {
      await exclusively(`${name}:outbox`, sendAll);
    } finally {
      isRunning = false;
    }
  }

  async function sendAll() {
    for (let next = first(); next; next = first()) {
      const isGone = await sendOne(next);
      if (!isGone) return;
    }
  }

  const first = () => list().find((message) => message.state === "sending");

  /** False when the rest must wait. */
  async function sendOne(message: OutMessage): Promise<boolean> {
    const { key, text, files } = message;
    try {
      const body: MessageAsk = { key, text, files, visit: currentVisit(session) };
      await passes.use((token) => api.post<MessageTaken>("messages", body, token));
      attempts = 0;
      onReach(true);
      change({ ...message, state: "taken" });
      return true;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.isPassing) {
        onReach(error.status !== 0);
        later(error.retryAfterMs);
        return false;
      }
      change({ ...message, state: "failed", reason: error.message });
      return true;
    }
  }

  function later(retryAfterMs = 0) {
    attempts += 1;
    // Spread, so that a hub that comes back is not met by everybody at once.
    const wait = Math.min(maxWaitMs, 500 * 2 ** attempts) * (0.5 + Math.random());
    timer = setTimeout(flush, Math.max(wait, retryAfterMs));
  }

  function flush() {
    run().catch((error: unknown) => console.error("Switchboard:", error));
  }

  return {
    list,
    flush,
    add(text, files) {
      change({ key: newKey(), text, files, at: new Date().toISOString(), state: "sending" });
      flush();
    },
    retry(key) {
      for (const message of read(store.get(`out:${key}`)))
        change({ ...message, state: "sending", reason: undefined });
      flush();
    },
    remove(key) {
      store.remove(`out:${key}`);
    },
  };
}

function read(text: string | undefined): OutMessage[] {
  try {
    return text ? [JSON.parse(text) as OutMessage] : [];
  } catch {
    return [];
  }
}

/** crypto.randomUUID is missing on plain-HTTP pages. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
