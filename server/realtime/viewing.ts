import { eq } from "drizzle-orm";
import type { LiveSignal } from "../../connectors/contract.ts";
import { conversations, people } from "../../db/schema/index.ts";
import type { Viewer } from "../contract/sockets.ts";
import type { Deps } from "../lib/deps.ts";
import { type ConversationFacts, canSee } from "../permissions/can-see.ts";
import { findConversationFacts } from "../permissions/facts.ts";
import type { AgentNamespace, AgentSocket, PersonHere } from "./agent-socket.ts";
import type { Peers } from "./peers.ts";
import type { ThreadAddress } from "./thread-address.ts";

/** Who looks at a conversation and who types in it; only those who look at it themselves are told. */
export interface Viewing {
  view(socket: AgentSocket, conversationId: string | null): Promise<void>;
  type(socket: AgentSocket, conversationId: string, isTyping: boolean): void;
  leave(socket: AgentSocket): void;
  /** Tells the screens here who looks at these now. */
  tell(conversationIds: string[]): void;
  /** Takes away what somebody may see no longer. */
  narrow(facts: Iterable<[string, ConversationFacts]>): void;
  narrowAll(): Promise<void>;
  stop(): void;
}

/** Who looks, and whose contact is told when they type. */
interface Look extends ThreadAddress {
  name: string;
}

/** The name of the room of those who look at a conversation. */
export const viewersRoom = (conversationId: string) => `viewers ${conversationId}`;

// Longer than a screen waits before it says again that somebody types.
const typingLastsMs = 8_000;

export function createViewing(
  deps: Deps,
  options: {
    agents: AgentNamespace;
    people: ReadonlyMap<string, PersonHere>;
    peers(): Peers;
    notifyThread(thread: ThreadAddress, signal: LiveSignal): void;
  },
): Viewing {
  const screens = new Map<string, Set<AgentSocket>>();
  const wanted = new WeakMap<AgentSocket, symbol>();
  const looks = new WeakMap<AgentSocket, Look>();
  const typing = new Map<AgentSocket, NodeJS.Timeout>();

  const accessOf = (socket: AgentSocket) => options.people.get(socket.data.personId)?.access;

  async function view(socket: AgentSocket, conversationId: string | null) {
    const turn = Symbol();
    wanted.set(socket, turn);
    if (socket.data.viewing !== conversationId) leave(socket);
    if (!conversationId) return;
    const [facts, look] = await Promise.all([
      findConversationFacts(deps, [conversationId]),
      findLook(socket.data.personId, conversationId),
    ]);
    const access = accessOf(socket);
    const found = facts.get(conversationId);
    // Another conversation may have been opened, or the screen closed, in the meantime.
    if (wanted.get(socket) !== turn || !socket.connected) return;
    if (!access || !found || !look || !canSee(access, found)) return leave(socket);
    looks.set(socket, look);
    socket.data.viewing = conversationId;
    await socket.join(viewersRoom(conversationId));
    screens.set(conversationId, (screens.get(conversationId) ?? new Set()).add(socket));
    update(conversationId);
  }

  async function findLook(personId: string, conversationId: string): Promise<Look | undefined> {
    const [row] = await deps.db
      .select({ name: people.name, channelId: conversations.channelId, thread: conversations.thread })
      .from(people)
      .innerJoin(conversations, eq(conversations.id, conversationId))
      .where(eq(people.id, personId));
    return row;
  }

  function type(socket: AgentSocket, conversationId: string, isTyping: boolean) {
    if (socket.data.viewing !== conversationId) return;
    clearTimeout(typing.get(socket));
    typing.delete(socket);
    if (isTyping)
      typing.set(
        socket,
        setTimeout(() => type(socket, conversationId, false), typingLastsMs),
      );
    const look = looks.get(socket);
    if (look) options.notifyThread(look, { type: "typing", name: look.name, isTyping });
    update(conversationId);
  }

  function leave(socket: AgentSocket) {
    const conversationId = socket.data.viewing;
    if (!conversationId) return;
    if (typing.has(socket)) type(socket, conversationId, false);
    socket.data.viewing = undefined;
    void socket.leave(viewersRoom(conversationId));
    const left = screens.get(conversationId);
    left?.delete(socket);
    if (left?.size === 0) screens.delete(conversationId);
    update(conversationId);
  }

  function update(conversationId: string) {
    const viewers = new Map<string, Viewer>();
    for (const socket of screens.get(conversationId) ?? []) {
      const { personId } = socket.data;
      const isTyping = typing.has(socket) || viewers.get(personId)?.isTyping === true;
      viewers.set(personId, { personId, conversationId, isTyping });
    }
    options.peers().setViewers(conversationId, [...viewers.values()]);
  }

  function narrow(facts: Iterable<[string, ConversationFacts]>) {
    for (const [conversationId, now] of facts) {
      for (const socket of [...(screens.get(conversationId) ?? [])]) {
        const access = accessOf(socket);
        if (!access || !canSee(access, now)) leave(socket);
      }
    }
  }

  return {
    view,
    type,
    leave(socket) {
      wanted.delete(socket);
      leave(socket);
    },
    tell(conversationIds) {
      for (const conversationId of conversationIds) {
        if (!screens.has(conversationId)) continue;
        const viewers = options.peers().viewersOf(conversationId);
        options.agents.local.to(viewersRoom(conversationId)).emit("viewers", { conversationId, viewers });
      }
    },
    narrow,
    narrowAll: async () => narrow(await findConversationFacts(deps, [...screens.keys()])),
    stop() {
      for (const timer of typing.values()) clearTimeout(timer);
    },
  };
}
