import { createClient, type RedisClientType } from "redis";
import type { Deps } from "./deps.ts";

/** Does not wait for Redis; while it is away commands fail at once, and whoever uses it does without. */
export function connectRedis(deps: Pick<Deps, "log">, url: string): RedisClientType {
  const client: RedisClientType = createClient({
    url,
    disableOfflineQueue: true,
    socket: { reconnectStrategy: (tries: number) => Math.min(50 * 2 ** tries, 2_000) },
  });
  client.on("error", (err) => deps.log.debug({ err }, "Redis is away"));
  client.connect().catch(() => {});
  return client;
}
