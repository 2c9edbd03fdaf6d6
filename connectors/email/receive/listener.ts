import type { ImapFlow } from "imapflow";

/** Hears of new mail in the open folder: at once where the server has IDLE (RFC 2177). */
export interface Listener {
  /** What comes from now on is news. */
  clear(): void;
  /** Resolves to whether there was news before the time was over, or since `clear`. */
  wait(ms: number): Promise<boolean>;
}

export function createListener(client: ImapFlow): Listener {
  let isNews = false;
  let wake = () => {};
  client.on("exists", () => {
    isNews = true;
    wake();
  });
  client.on("close", () => wake());
  return {
    clear() {
      isNews = false;
    },
    async wait(ms) {
      if (isNews || !client.usable) return isNews;
      const woken = Promise.withResolvers<void>();
      wake = woken.resolve;
      const timer = setTimeout(wake, ms);
      // Goes on until the next command ends it; one that the server refuses leaves the time to wait.
      client.idle().catch(wake);
      await woken.promise;
      clearTimeout(timer);
      return isNews;
    },
  };
}
