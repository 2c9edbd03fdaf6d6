import { connectRedis } from "../../server/lib/redis.ts";
import { depsOn } from "../deps.ts";
import { startNode, type TestNode } from "./node.ts";

/**
 * `node run-node.ts DATABASE_URL REDIS_URL`: one node of several; prints its port. Any visitor is let in under the
 * address that its token is; what it says is `typing` on a thread, or `send` to another address.
 */
const [databaseUrl = "", redisUrl] = process.argv.slice(2);
let node: TestNode | undefined;
const deps = depsOn(databaseUrl);
node = await startNode(deps, {
  redis: redisUrl === undefined ? undefined : await connectRedis(deps, redisUrl),
  liveDoor: async (channelId) => ({
    admit: async ({ token }) => String(token),
    async receive(_address, { type, thread, to }) {
      if (type === "typing") node?.realtime.contactTyping(channelId, String(thread), true);
      if (type === "send") node?.realtime.live(channelId, String(to)).send({ type: "hello" });
    },
  }),
});
process.stdout.write(`${new URL(node.url).port}\n`);
