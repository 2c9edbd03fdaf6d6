import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connections, people } from "../../db/schema/index.ts";
import type { HubEvent } from "../../server/contract/events.ts";
import { transact } from "../../server/lib/transact.ts";
import { acceptOffer } from "../../server/routing/work/accept-offer.ts";
import { eventually } from "../eventually.ts";
import { accessOf, type TestHub, testHub } from "../factories.ts";
import { makeCookie } from "../realtime/node.ts";
import { startRedis } from "../realtime/redis.ts";
import { openReady } from "../realtime/screen.ts";
import { startProxy, type TcpProxy } from "../realtime/tcp-proxy.ts";
import { startScript } from "../script.ts";
import { redisServerPath } from "../setup/parts.ts";
import { makeDesk, makeWaiting, readItem } from "../work.ts";

const redisServer = redisServerPath();
/** A lease runs out, a node is taken for dead, and its people are given time to come elsewhere. */
const patiently = { withinMs: 60_000 };

let hub: TestHub;
let redisPort = 0;
/** Where clients go, as a load balancer would lead them. */
let front: TcpProxy;
const children: ChildProcess[] = [];
const open: { close(): void }[] = [];

beforeAll(async () => {
  if (!redisServer) return;
  hub = await testHub();
  const redis = await startRedis();
  children.push(redis.process);
  redisPort = redis.port;
});

afterAll(async () => {
  for (const each of open) each.close();
  for (const child of children) child.kill("SIGKILL");
  await front?.stop();
  await hub?.close();
});

type Who = { id: string };

async function startNode() {
  const script = startScript(join(import.meta.dirname, "node.ts"), hub.url, `redis://127.0.0.1:${redisPort}`);
  children.push(script.process);
  const [id = "", port] = (await script.says(/^[0-9a-f-]{36} \d+$/)).split(" ");
  return { id, port: Number(port), script };
}

async function screenAt(port: number, person: Who) {
  const cookie = await makeCookie(hub.deps, person);
  const screen = await openReady(`http://127.0.0.1:${port}`, cookie, { reconnection: true });
  open.push(screen);
  return screen;
}

const isOnline = async ({ id }: Who) =>
  (await hub.deps.db.select().from(people).where(eq(people.id, id)))[0]?.isOnline;
const changesOf = async ({ id }: Who) =>
  (await hub.events()).flatMap((event) =>
    event.type === "person.presenceChanged" && event.data.personId === id ? [event.data.isOnline.to] : [],
  );
const leaderId = async () => {
  const { rows } = await hub.deps.pool.query(
    "select holder from leases where name = 'routing' and expires_at > now()",
  );
  return rows[0]?.holder as string | undefined;
};

const append = (event: HubEvent) => transact(hub.deps, async (tx) => tx.append(event));

async function arrive(desk: Awaited<ReturnType<typeof makeDesk>>) {
  const item = await makeWaiting(hub, desk);
  const { id: workItemId, conversationId, queueId, kind } = item;
  const data = { workItemId, channelId: desk.channel.id, kind, queueId, priority: 0, ownerId: null };
  await append({ type: "workItem.created", conversationId, data });
  return item;
}

test.skipIf(!redisServer)(
  "when the node that gives out work is killed, the other goes on, and only those who do not come to it are offline",
  async () => {
    const [one, two] = await Promise.all([startNode(), startNode()]);
    await eventually(async () => expect([one.id, two.id]).toContain(await leaderId()), patiently);
    const [leader, other] = (await leaderId()) === one.id ? [one, two] : [two, one];
    front = await startProxy(leader.port);

    const desk = await makeDesk(hub, { lastPersonSeconds: 0, strategy: "roundRobin", offerSeconds: 600 });
    const { anna, ben, chief, stranger } = desk;
    await hub.deps.db.update(people).set({ isOnline: false });
    await append({
      type: "queue.updated",
      data: { queueId: desk.queue.id, memberIds: [], answerWithinSeconds: 60 },
    });
    await screenAt(other.port, anna);
    await screenAt(leader.port, anna);
    await screenAt(front.port, ben);
    // Their laptop went with the node.
    await screenAt(leader.port, chief);
    await eventually(async () =>
      expect(await Promise.all([anna, ben, chief, stranger].map(isOnline))).toEqual([
        true,
        true,
        true,
        false,
      ]),
    );
    const early = [await arrive(desk), await arrive(desk), await arrive(desk)];
    await eventually(async () => {
      const asked = await Promise.all(early.map(async (item) => (await readItem(hub, item)).offeredTo));
      expect(asked.toSorted()).toEqual([anna.id, ben.id, chief.id].toSorted());
    });

    await leader.script.kill();
    front.leadTo(other.port);
    await eventually(async () => expect(await leaderId()).toBe(other.id), patiently);
    const late = await arrive(desk);
    await eventually(async () => expect((await readItem(hub, late)).state).toBe("offered"), patiently);

    // What was held out to whoever went with the node is held out to those who stayed.
    await eventually(async () => expect(await isOnline(chief)).toBe(false), patiently);
    await eventually(async () => {
      const asked = await Promise.all(
        [...early, late].map(async (item) => (await readItem(hub, item)).offeredTo),
      );
      expect(asked).not.toContain(chief.id);
      expect(asked).not.toContain(null);
    }, patiently);
    expect(await Promise.all([anna, ben, chief].map(changesOf))).toEqual([[true], [true], [true, false]]);
    const [first] = early;
    const { offeredTo } = await readItem(hub, first!);
    await acceptOffer(hub.deps, {
      access: await accessOf(hub, { id: offeredTo! }),
      workItemId: first!.id,
    });
    expect(await readItem(hub, first!)).toMatchObject({ state: "active", ownerId: offeredTo });

    // A stop is like a death, only that nobody has to wait for the lease.
    for (const each of open.splice(0)) each.close();
    other.script.process.stdin.end();
    expect(await other.script.ended).toBe(0);
    const third = await startNode();
    await screenAt(third.port, ben);
    await eventually(async () => {
      expect(await Promise.all([anna, ben].map(isOnline))).toEqual([false, true]);
      const rows = await hub.deps.db.select({ nodeId: connections.nodeId }).from(connections);
      expect(rows).toEqual([{ nodeId: third.id }]);
    }, patiently);
    expect(await Promise.all([anna, ben].map(changesOf))).toEqual([[true, false], [true]]);
  },
  300_000,
);
