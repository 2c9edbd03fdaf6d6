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
  const [tail, wire] = wires.at(await findTailPort(hub, wires.ports()));
  const isQuiet = () => pool.idleCount === pool.totalCount;
  return {
    async hold() {
      // A question that is on its way would be answered with some of what others do meanwhile.
      await until(() => isQuiet() && wires.areAnswered());
      wires.hold();
    },
    release: wires.release,
    /**
     * Has it hear of all that others did before it does anything more. Gives whether it waited for that: by itself it wakes
     * once in a second, and would go on from what it knew.
     */
    async releaseToHear(ringWith: string): Promise<boolean> {
      await ring(hub, ringWith);
      if (!isQuiet()) {
        wires.release();
        return false;
      }
      const heardBefore = wire.answers;
      goOn(tail);
      await until(() => !isQuiet());
      const hasHeard = wire.answers > heardBefore;
      wires.release();
      return hasHeard;
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

/** Where the connection comes from by which the engine follows the log. */
async function findTailPort({ deps }: TestHub, ports: (number | undefined)[]): Promise<number> {
  const { rows } = await deps.pool.query<{ port: number }>(
    `select client_port as port from pg_stat_activity
     where application_name = 'switchboard events' and client_port = any($1)`,
    [ports],
  );
  return rows[0]?.port ?? Number.NaN;
}

/** Connections on which nothing comes and goes while they are held. */
function createWires() {
  const wires = new Map<Socket, Wire>();
  let isHeld = false;
  return {
    open() {
      const socket = new Socket();
      wires.set(socket, watchAnswers(socket));
      socket.once("close", () => wires.delete(socket));
      if (isHeld) still(socket);
      return socket;
    },
    areAnswered: () => wires.entries().every(([socket, { readyAt }]) => socket.bytesWritten === readyAt),
    ports: () => [...wires.keys()].map(({ localPort }) => localPort),
    at(port: number) {
      const [found] = [...wires].filter(([{ localPort }]) => localPort === port);
      if (!found) throw new Error("Nothing is connected from there.");
      return found;
    },
    hold() {
      isHeld = true;
      wires.keys().forEach(still);
    },
    release() {
      if (!isHeld) return;
      isHeld = false;
      wires.keys().forEach(goOn);
    },
  };
}

function still(socket: Socket) {
  socket.cork();
  socket.pause();
}

function goOn(socket: Socket) {
  socket.uncork();
  socket.resume();
}

interface Wire {
  answers: number;
  /** How much was written when the server was ready for the next question. */
  readyAt: number;
}

const readyForQuery = "Z".charCodeAt(0);

/** Each message has a byte for its kind, then its length (www.postgresql.org/docs/current/protocol-overview.html). */
function watchAnswers(socket: Socket): Wire {
  const wire = { answers: 0, readyAt: -1 };
  let left = Buffer.alloc(0);
  socket.on("data", (bytes: Buffer) => {
    left = Buffer.concat([left, bytes]);
    while (left.length >= 5 && left.length > left.readInt32BE(1)) {
      if (left[0] === readyForQuery) {
        wire.answers++;
        wire.readyAt = socket.bytesWritten;
      }
      left = left.subarray(1 + left.readInt32BE(1));
    }
  });
  return wire;
}

/** Waits until the engine knows all rows as they are and sees nothing more to do at this moment. */
async function settle(hub: TestHub, state: () => EngineState, ringWith: string): Promise<void> {
  await ring(hub, ringWith);
  const { deps } = hub;
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

/** It sleeps by real time, and would look at the clock too late. */
const ring = ({ deps }: TestHub, personId: string) =>
  transact(deps, async (tx) => tx.append({ type: "person.updated", data: { personId } }));

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
