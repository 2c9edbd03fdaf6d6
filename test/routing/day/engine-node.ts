import { Socket } from "node:net";
import { isDeepStrictEqual } from "node:util";
import { transact } from "../../../server/lib/transact.ts";
import { loadState } from "../../../server/routing/engine/load-state.ts";
import { plan } from "../../../server/routing/engine/plan.ts";
import { startEngine } from "../../../server/routing/engine/start-engine.ts";
import type { EngineItem, EngineState } from "../../../server/routing/engine/state.ts";
import { depsOn } from "../../deps.ts";
import type { TestHub } from "../../factories.ts";
import { until } from "../../realtime/screen.ts";

/** A node that gives out work, and can be made to hear of nothing while others change something. */
export async function startEngineNode(hub: TestHub) {
  const deps = depsOn(hub.url, { clock: hub.deps.clock, log: hub.deps.log });
  const { pool } = deps;
  const wires = createWires();
  Object.assign(pool.options, { stream: wires.open });
  const engine = await startEngine(deps);
  const isQuiet = () => pool.idleCount === pool.totalCount;
  return {
    async hold() {
      // A question that is on its way would be answered with some of what others do meanwhile.
      await until(() => isQuiet() && wires.areAnswered());
      wires.hold();
    },
    /** Gives whether it did nothing meanwhile: by itself it wakes once in a second, and would go on from what it knew. */
    release(): boolean {
      const wasQuiet = isQuiet();
      wires.release();
      return wasQuiet;
    },
    settle: (ringWith: string) => settle(hub, engine.state, ringWith),
    async stop() {
      wires.release();
      await engine.stop();
      await pool.end();
    },
  };
}

export type EngineNode = Awaited<ReturnType<typeof startEngineNode>>;

/** Connections on which nothing comes and goes while they are held. */
function createWires() {
  const sockets = new Map<Socket, () => boolean>();
  let isHeld = false;
  const still = (socket: Socket) => {
    socket.cork();
    socket.pause();
  };
  return {
    open() {
      const socket = new Socket();
      sockets.set(socket, watchAnswers(socket));
      socket.once("close", () => sockets.delete(socket));
      if (isHeld) still(socket);
      return socket;
    },
    areAnswered: () => [...sockets.values()].every((isAnswered) => isAnswered()),
    hold() {
      isHeld = true;
      sockets.keys().forEach(still);
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      for (const socket of sockets.keys()) {
        socket.uncork();
        socket.resume();
      }
    },
  };
}

const readyForQuery = "Z".charCodeAt(0);

/**
 * Tells whether the server has answered all that was asked: then it says that it is ready for the next question
 * (www.postgresql.org/docs/current/protocol-overview.html: each message has a byte for its kind, then its length).
 */
function watchAnswers(socket: Socket): () => boolean {
  let left = Buffer.alloc(0);
  let askedUntilReady = -1;
  socket.on("data", (bytes: Buffer) => {
    left = Buffer.concat([left, bytes]);
    while (left.length >= 5 && left.length > left.readInt32BE(1)) {
      if (left[0] === readyForQuery) askedUntilReady = socket.bytesWritten;
      left = left.subarray(1 + left.readInt32BE(1));
    }
  });
  return () => socket.bytesWritten === askedUntilReady;
}

/** Waits until the engine knows all rows as they are and sees nothing more to do at this moment. */
async function settle({ deps }: TestHub, state: () => EngineState, ringWith: string): Promise<void> {
  // It sleeps by real time, and would look at the clock too late.
  await transact(deps, async (tx) => tx.append({ type: "person.updated", data: { personId: ringWith } }));
  let last = "";
  const isAtRest = async () => {
    const planned = () => plan(state(), deps.clock.now().getTime());
    if (planned().length > 0) return false;
    const { state: real } = await loadState(deps);
    const stale = differences(state(), real);
    last = JSON.stringify({ planned: planned().slice(0, 5), stale: stale.slice(0, 5) });
    return planned().length === 0 && stale.length === 0;
  };
  await until(isAtRest).catch(() => {
    throw new Error(`The engine does not come to rest: ${last}`);
  });
}

/** Of what it keeps and what the rows say. When something was said last matters only of chats in hand, and then it rests. */
function differences(kept: EngineState, real: EngineState) {
  const lineOf = ({ lines }: EngineState, id: string) => lines.get(id)?.map(({ item }) => item.id) ?? [];
  const pairs = [
    ...[...both(kept.items, real.items)].map(([a, b]) => [a && comparable(a), b && comparable(b)]),
    ...both(kept.people, real.people),
    ...both(kept.queues, real.queues),
    ...[...real.queues.keys()].map((id) => [lineOf(kept, id), lineOf(real, id)]),
  ];
  return pairs.filter(([a, b]) => !isDeepStrictEqual(a, b));
}

function both<Row>(kept: Map<string, Row>, real: Map<string, Row>): [Row | undefined, Row | undefined][] {
  return [...new Set([...kept.keys(), ...real.keys()])].map((id) => [kept.get(id), real.get(id)]);
}

const comparable = ({ lastActivityAt: _, lastPersonId: __, ...item }: EngineItem) => item;
