import type { Board, BoardPerson, BoardQueue } from "../contract/board.ts";
import type { BoardPush } from "../contract/sockets.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import type { AgentNamespace, AgentSocket, PersonHere } from "./agent-socket.ts";

/** What is shown to whoever watches; one for the whole node. */
export interface BoardSource {
  audienceOf(access: Access): Audience;
  show(rows: Rows): Board;
  /** Undefined when everybody is to get the whole anew. */
  takeChanged(): { at: string; queues: BoardQueue[]; people: BoardPerson[] } | undefined;
  stop(): Promise<void>;
}

interface Rows {
  queueIds: Set<string>;
  personIds: Set<string>;
}

/** What somebody sees; `key` is the same for all who see the same. */
interface Audience extends Rows {
  key: string;
}

/** Pushes the live board to the screens that show it, to each what its person leads. */
export interface BoardWatch {
  watch(socket: AgentSocket, isWatching: boolean): void;
  leave(socket: AgentSocket): void;
  /** Somebody may see more or less since. */
  narrow(): void;
  stop(): Promise<void>;
}

/** What comes in between goes out together. */
const pushEveryMs = 400;
/** A board that nobody watches is kept for so long, for whoever only reloads the page. */
const keptMs = 60_000;

export function createBoardWatch(
  deps: Pick<Deps, "log">,
  {
    agents,
    people,
    openBoard,
  }: {
    agents: AgentNamespace;
    people: ReadonlyMap<string, PersonHere>;
    openBoard(): Promise<BoardSource>;
  },
): BoardWatch {
  /** With what they were shown, once they were. */
  const watchers = new Map<AgentSocket, Audience | undefined>();
  let source: BoardSource | undefined;
  let turning: Promise<void> | undefined;
  let emptySince = 0;

  /** Opened and closed one after the other, however often screens come and go. */
  function turn(work: () => Promise<void>) {
    turning ??= work()
      .catch((err) => deps.log.warn({ err }, "The board cannot be followed; trying again"))
      .finally(() => {
        turning = undefined;
      });
  }

  const open = async () => {
    source = await openBoard();
    push(source);
  };

  const close = async () => {
    const closing = source;
    source = undefined;
    await closing?.stop();
  };

  function tick() {
    if (source && watchers.size > 0) push(source);
    else if (watchers.size > 0) turn(open);
    else if (source && performance.now() - emptySince > keptMs) turn(close);
  }

  function push(from: BoardSource) {
    const changed = from.takeChanged();
    for (const { before, now, ids } of groups(from)) {
      const push = changed && before ? difference(from, changed, before, now) : { board: from.show(now) };
      if (push) agents.local.to(ids).emit("board", push);
    }
  }

  /** Screens that were and are shown the same, so that it is written out once for all of them. */
  function groups(from: BoardSource) {
    const found = new Map<string, { before: Audience | undefined; now: Audience; ids: string[] }>();
    for (const [socket, before] of watchers) {
      const access = people.get(socket.data.personId)?.access;
      if (!access) continue;
      const now = from.audienceOf(access);
      watchers.set(socket, now);
      const key = `${before?.key} ${now.key}`;
      const group = found.get(key) ?? { before, now, ids: [] };
      found.set(key, group);
      group.ids.push(socket.id);
    }
    return found.values();
  }

  const timer = setInterval(tick, pushEveryMs);

  return {
    watch(socket, isWatching) {
      const access = people.get(socket.data.personId)?.access;
      if (!isWatching || !access || access.role === "agent") return leave(socket);
      watchers.set(socket, undefined);
      tick();
    },
    leave,
    narrow: tick,
    async stop() {
      clearInterval(timer);
      watchers.clear();
      await turning;
      await close();
    },
  };

  function leave(socket: AgentSocket) {
    if (watchers.delete(socket)) emptySince = performance.now();
  }
}

/** Undefined where nothing is different. */
function difference(
  from: BoardSource,
  { at, queues, people }: NonNullable<ReturnType<BoardSource["takeChanged"]>>,
  before: Audience,
  now: Audience,
): BoardPush | undefined {
  const changed = {
    at,
    queues: queues.filter(({ queueId }) => now.queueIds.has(queueId)),
    people: people.filter(({ personId }) => now.personIds.has(personId)),
    gone: { queueIds: [] as string[], personIds: [] as string[] },
  };
  if (before.key !== now.key) {
    const added = from.show(without(now, before));
    changed.queues.push(...added.queues);
    changed.people.push(...added.people);
    const { queueIds, personIds } = without(before, now);
    changed.gone = { queueIds: [...queueIds], personIds: [...personIds] };
  } else if (changed.queues.length + changed.people.length === 0) return undefined;
  return changed;
}

const without = (rows: Audience, others: Audience): Rows => ({
  queueIds: new Set([...rows.queueIds].filter((id) => !others.queueIds.has(id))),
  personIds: new Set([...rows.personIds].filter((id) => !others.personIds.has(id))),
});
