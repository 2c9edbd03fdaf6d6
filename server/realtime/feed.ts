import { createDb } from "../../db/connect.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { PushedEvent } from "../contract/sockets.ts";
import { lastPosition } from "../events/queries.ts";
import type { Deps } from "../lib/deps.ts";
import { openConnection } from "../lib/lookup-connection.ts";
import type { Access } from "../permissions/access.ts";
import { createAccessBook } from "./access-book.ts";
import type { AgentNamespace, AgentSocket, PersonHere } from "./agent-socket.ts";
import { type Batch, changesAccess, judge, makeBatch } from "./batch.ts";
import { createMissedReader } from "./missed.ts";

/** Brings the event log to the agents' screens on this node, to each what is theirs. */
export interface Feed {
  people: ReadonlyMap<string, PersonHere>;
  /** Everything up to here was pushed. */
  position(): number;
  /** Undefined when nobody was here to get it. */
  push(events: LoggedEvent[]): Promise<Pushed | undefined>;
  /** Gives what was missed after `from`, then what comes, with neither hole nor double between; false for somebody removed. */
  join(socket: AgentSocket, from: number | undefined): Promise<boolean>;
  leave(socket: AgentSocket): void;
  stop(): Promise<void>;
}

export interface Pushed extends Batch {
  isAccessChanged: boolean;
  /** What writing it out took of the processor. */
  spentMs: number;
}

/** What came while a socket was still catching up. */
type Held = Batch | "reset";

const current = "current";
// A screen that sees little would otherwise resume from far back.
const beatMs = 10_000;

export function createFeed(deps: Deps, agents: AgentNamespace, start: number): Feed {
  // What is pushed is read in one go, by kept plans: a query each from the pool would be planned each time.
  const connection = openConnection(deps, "switchboard feed");
  const people = new Map<string, PersonHere>();
  const joining = new Map<AgentSocket, Held[]>();
  const book = createAccessBook(deps);
  const readMissed = createMissedReader(deps);
  let position = start;
  let beatAt = start;
  let pushed = Promise.withResolvers<void>();

  const beat = setInterval(() => {
    if (beatAt !== position) agents.local.to(current).emit("events", { events: [], position });
    beatAt = position;
  }, beatMs);

  async function push(given: LoggedEvent[]) {
    const events = given.filter((event) => event.seq > position);
    const upTo = events.at(-1)?.seq ?? position;
    if (people.size === 0) return void moveTo(upTo);
    const isAccessChanged = await lookAgain(events);
    const db = createDb(await connection.client());
    const batch = await makeBatch({ ...deps, db }, events, upTo);
    const before = process.threadCpuUsage();
    moveTo(upTo);
    deliver(batch);
    const spent = process.threadCpuUsage(before);
    return { ...batch, isAccessChanged, spentMs: (spent.user + spent.system) / 1_000 };
  }

  function moveTo(upTo: number) {
    position = upTo;
    pushed.resolve();
    pushed = Promise.withResolvers();
  }

  async function lookAgain(events: LoggedEvent[]) {
    const affected = [...people.values()].filter(({ personId }) =>
      events.some((event) => changesAccess(event, personId)),
    );
    await Promise.all(affected.map(async (person) => apply(person, await book.load(person.personId))));
    return affected.length > 0;
  }

  function apply(person: PersonHere, access: Access | undefined) {
    const isChanged = person.access && JSON.stringify(person.access) !== JSON.stringify(access);
    person.access = access;
    for (const socket of [...person.sockets]) {
      if (!access) socket.disconnect(true);
      else if (isChanged) reset(socket);
    }
  }

  function reset(socket: AgentSocket) {
    const held = joining.get(socket);
    if (held) held.push("reset");
    else socket.emit("reset", { position });
  }

  function deliver(batch: Batch) {
    for (const held of joining.values()) held.push(batch);
    for (const { events, ids } of audiences(batch)) {
      agents.local.to(ids).emit("events", { events, position: batch.position });
    }
  }

  /** Sockets that get the same, so that it is written out once for all of them. */
  function audiences(batch: Batch): Iterable<{ events: PushedEvent[]; ids: string[] }> {
    const found = new Map<string, { events: PushedEvent[]; ids: string[] }>();
    for (const { access, sockets } of people.values()) {
      if (!access) continue;
      const { events, key } = judge(batch, access);
      if (events.length === 0) continue;
      const audience = found.get(key) ?? { events, ids: [] };
      found.set(key, audience);
      for (const socket of sockets) if (!joining.has(socket)) audience.ids.push(socket.id);
    }
    return found.values().filter(({ ids }) => ids.length > 0);
  }

  async function join(socket: AgentSocket, from: number | undefined) {
    const person = arrive(socket);
    const held: Held[] = [];
    joining.set(socket, held);
    const upTo = position;
    try {
      apply(person, await book.load(person.personId));
      if (!person.access) return false;
      const reached = await catchUp(socket, person, from ?? upTo, upTo);
      for (const item of held) giveHeld(socket, person.access, item, reached);
    } finally {
      joining.delete(socket);
    }
    if (socket.connected) await socket.join(current);
    return socket.connected;
  }

  /** Resolves with the position that the client is at then. */
  async function catchUp(socket: AgentSocket, person: PersonHere, from: number, upTo: number) {
    if (from > upTo) return await awaitOwnNode(socket, from);
    const batch = from === upTo ? undefined : await readMissed(from, upTo);
    const mayTell = batch && !batch.events.some((event) => changesAccess(event, person.personId));
    if (from !== upTo && !mayTell) socket.emit("reset", { position: upTo });
    else {
      const events = batch && person.access ? judge(batch, person.access).events : [];
      socket.emit("events", { events, position: upTo });
    }
    return upTo;
  }

  /** The node that the client comes from was ahead of this one; a log that never held that much is another one. */
  async function awaitOwnNode(socket: AgentSocket, from: number) {
    if (from > (await lastPosition(deps))) {
      socket.emit("reset", { position });
      return position;
    }
    while (position < from && socket.connected) await pushed.promise;
    return from;
  }

  function giveHeld(socket: AgentSocket, access: Access, item: Held, reached: number) {
    if (item === "reset") return void socket.emit("reset", { position });
    const { events } = judge(item, access, reached);
    if (events.length > 0) socket.emit("events", { events, position: item.position });
  }

  function arrive(socket: AgentSocket) {
    const { personId } = socket.data;
    const person = people.get(personId) ?? { personId, access: undefined, sockets: new Set() };
    people.set(personId, person);
    person.sockets.add(socket);
    return person;
  }

  return {
    people,
    position: () => position,
    push,
    join,
    leave(socket) {
      const person = people.get(socket.data.personId);
      person?.sockets.delete(socket);
      if (person?.sockets.size === 0) people.delete(person.personId);
    },
    async stop() {
      clearInterval(beat);
      await connection.stop();
    },
  };
}
