import type { Redis } from "../lib/redis.ts";

/** How Socket.IO reaches the sockets of other nodes; while Redis is away this node serves its own. */
export async function createRedisAdapter({ commands, subscriber }: Redis) {
  const { createAdapter } = await import("@socket.io/redis-adapter");
  // It waits for no answer, so a failure must not be left unhandled.
  const publisher = {
    on: commands.on.bind(commands),
    off: commands.off.bind(commands),
    pSubscribe: () => {},
    publish: (channel: string, message: string | Buffer) => commands.publish(channel, message).catch(() => 0),
  };
  return createAdapter(publisher, subscriber, { key: "switchboard" });
}
