import type { Viewer } from "../contract/sockets.ts";
import type { AgentNamespace } from "./agent-socket.ts";

/** What nodes tell each other through Redis. */
export interface PeerEvents {
  peer(nodeId: string, message: PeerMessage): void;
}

export type PeerMessage =
  | { kind: "hello" }
  | { kind: "bye" }
  | { kind: "state"; people: string[]; viewers: Viewer[] }
  | { kind: "person"; personId: string; isOnline: boolean }
  | { kind: "viewers"; conversationId: string; viewers: Viewer[] };

/** Who is online and who looks at what, on this node and, as they tell it, on the others. */
export interface Peers {
  setPerson(personId: string, isOnline: boolean): void;
  setViewers(conversationId: string, viewers: Viewer[]): void;
  isOnline(personId: string): boolean;
  online(): string[];
  viewersOf(conversationId: string): Viewer[];
  /** The way to the others is there (again). */
  reconnected(): void;
  stop(): void;
}

interface NodeState {
  people: Set<string>;
  viewers: Map<string, Viewer[]>;
  seenAt: number;
}

const stateEveryMs = 3_000;
const lostAfterMs = 10_000;

export function createPeers(options: {
  agents: AgentNamespace;
  nodeId: string;
  /** Undefined where there are no other nodes. */
  isConnected: (() => boolean) | undefined;
  onPeople(personIds: string[]): void;
  onViewers(conversationIds: string[]): void;
}): Peers {
  const { agents, nodeId, isConnected } = options;
  const own: NodeState = emptyState();
  const others = new Map<string, NodeState>();
  const all = () => [own, ...others.values()];

  const timer = isConnected && setInterval(tick, stateEveryMs);
  if (isConnected) agents.on("peer", hear);

  function tell(message: PeerMessage) {
    if (isConnected?.()) agents.serverSideEmit("peer", nodeId, message);
  }

  const tellState = () =>
    tell({ kind: "state", people: [...own.people], viewers: [...own.viewers.values()].flat() });

  function tick() {
    tellState();
    // While Redis is away nobody can be heard, so nobody is given up.
    if (!isConnected?.()) return meetAnew();
    for (const [id, state] of others) if (Date.now() - state.seenAt > lostAfterMs) forget(id);
  }

  function meetAnew() {
    for (const state of others.values()) state.seenAt = Date.now();
  }

  function forget(id: string) {
    const state = others.get(id);
    others.delete(id);
    if (state) announce(state);
  }

  function announce(...states: NodeState[]) {
    options.onPeople([...new Set(states.flatMap((state) => [...state.people]))]);
    options.onViewers([...new Set(states.flatMap((state) => [...state.viewers.keys()]))]);
  }

  function hear(from: string, message: PeerMessage) {
    if (message.kind === "bye") return forget(from);
    const before = others.get(from) ?? emptyState();
    before.seenAt = Date.now();
    others.set(from, before);
    if (message.kind === "hello") tellState();
    if (message.kind === "state") {
      const now = stateFrom(message);
      others.set(from, now);
      announce(before, now);
    }
    if (message.kind === "person") setIn(before, message.personId, message.isOnline);
    if (message.kind === "viewers") setViewersIn(before, message.conversationId, message.viewers);
  }

  function setIn(state: NodeState, personId: string, isOnline: boolean) {
    if (isOnline) state.people.add(personId);
    else state.people.delete(personId);
    options.onPeople([personId]);
  }

  function setViewersIn(state: NodeState, conversationId: string, viewers: Viewer[]) {
    if (viewers.length > 0) state.viewers.set(conversationId, viewers);
    else state.viewers.delete(conversationId);
    options.onViewers([conversationId]);
  }

  return {
    setPerson(personId, isOnline) {
      setIn(own, personId, isOnline);
      tell({ kind: "person", personId, isOnline });
    },
    setViewers(conversationId, viewers) {
      setViewersIn(own, conversationId, viewers);
      tell({ kind: "viewers", conversationId, viewers });
    },
    isOnline: (personId) => all().some((state) => state.people.has(personId)),
    online: () => [...new Set(all().flatMap((state) => [...state.people]))],
    viewersOf: (conversationId) => merge(all().flatMap((state) => state.viewers.get(conversationId) ?? [])),
    reconnected() {
      meetAnew();
      tell({ kind: "hello" });
      tellState();
    },
    stop() {
      clearInterval(timer);
      tell({ kind: "bye" });
    },
  };
}

const emptyState = (): NodeState => ({ people: new Set(), viewers: new Map(), seenAt: Date.now() });

function stateFrom(message: { people: string[]; viewers: Viewer[] }): NodeState {
  const byConversation = Map.groupBy(message.viewers, (viewer) => viewer.conversationId);
  return { people: new Set(message.people), viewers: byConversation, seenAt: Date.now() };
}

/** One entry per person, however many screens they have. */
function merge(viewers: Viewer[]): Viewer[] {
  const byPerson = new Map<string, Viewer>();
  for (const viewer of viewers) {
    if (viewer.isTyping || !byPerson.has(viewer.personId)) byPerson.set(viewer.personId, viewer);
  }
  return [...byPerson.values()];
}
