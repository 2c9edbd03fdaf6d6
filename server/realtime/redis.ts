import { createAdapter } from "@socket.io/redis-adapter";
import { createClient } from "redis";
import type { Deps } from "../lib/deps.ts";

/** The way to the other nodes; while it is away this node serves its own sockets. */
export interface Redis {
  adapter: ReturnType<typeof createAdapter>;
  isConnected(): boolean;
  stop(): Promise<void>;
}

/** Does not wait for Redis: what is there at the start may be away later all the same. */
export function connectRedis(
  deps: Pick<Deps, "log">,
  url: string,
  handlers: { onConnected(wasAway: boolean): void },
): Redis {
  const socket = {
    connectTimeout: 5_000,
    socketTimeout: 15_000,
    reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, 2_000),
  };
  // What cannot be said now is not worth saying later.
  const publisher = createClient({ url, socket, disableOfflineQueue: true, pingInterval: 5_000 });
  const subscriber = createClient({ url, socket, pingInterval: 5_000 });
  let isAway = false;

  function lost(err: unknown) {
    if (!isAway)
      deps.log.warn({ err }, "Redis is away; presence and typing stay on this node until it is back");
    isAway = true;
  }

  function ready() {
    if (!publisher.isReady || !subscriber.isReady) return;
    if (isAway) deps.log.info("Redis is back");
    handlers.onConnected(isAway);
    isAway = false;
  }

  // The adapter waits for no answer, so a failure must not be left unhandled.
  const forAdapter = {
    on: publisher.on.bind(publisher),
    off: publisher.off.bind(publisher),
    pSubscribe: () => {},
    publish: (channel: string, message: string | Buffer) =>
      publisher.publish(channel, message).catch(() => 0),
  };

  for (const client of [publisher, subscriber]) {
    client.on("error", lost);
    client.on("ready", ready);
    client.connect().catch(lost);
  }

  return {
    adapter: createAdapter(forAdapter, subscriber, { key: "switchboard" }),
    isConnected: () => publisher.isReady && subscriber.isReady,
    async stop() {
      for (const client of [publisher, subscriber]) {
        if (client.isOpen) client.destroy();
      }
    },
  };
}
