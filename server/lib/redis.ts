import type { RedisClientType } from "redis";
import type { Deps } from "./deps.ts";

/** The way to what nodes share; while it is away each does without. */
export interface Redis {
  /** What cannot be said now is not worth saying later: while Redis is away commands fail at once. */
  commands: RedisClientType;
  subscriber: RedisClientType;
  isConnected(): boolean;
  /** Says when both are there, now or each time again, and whether they were away before. */
  onConnected(listener: (wasAway: boolean) => void): void;
  stop(): void;
}

/** Does not wait for Redis: what is there at the start may be away later all the same. */
export async function connectRedis(deps: Pick<Deps, "log">, url: string): Promise<Redis> {
  // Only where there is a Redis, as it takes some 25 MB.
  const { createClient } = await import("redis");
  const socket = {
    connectTimeout: 5_000,
    socketTimeout: 15_000,
    reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, 2_000),
  };
  const commands: RedisClientType = createClient({
    url,
    socket,
    disableOfflineQueue: true,
    pingInterval: 5_000,
  });
  const subscriber: RedisClientType = createClient({ url, socket, pingInterval: 5_000 });
  const clients = [commands, subscriber];
  const listeners: ((wasAway: boolean) => void)[] = [];
  const isConnected = () => clients.every(({ isReady }) => isReady);
  let isAway = false;

  function lost(err: unknown) {
    if (!isAway) deps.log.warn({ err }, "Redis is away; this node does without until it is back");
    isAway = true;
  }

  function ready() {
    if (!isConnected()) return;
    if (isAway) deps.log.info("Redis is back");
    for (const listener of listeners) listener(isAway);
    isAway = false;
  }

  for (const client of clients) {
    client.on("error", lost);
    client.on("ready", ready);
    client.connect().catch(lost);
  }

  return {
    commands,
    subscriber,
    isConnected,
    onConnected(listener) {
      listeners.push(listener);
      if (isConnected()) listener(false);
    },
    stop() {
      for (const client of clients) if (client.isOpen) client.destroy();
    },
  };
}
