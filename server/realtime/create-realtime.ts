import type { Server as HttpServer, IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { Server } from "socket.io";
import type { LiveDoor, LiveMessage, LiveSignal } from "../../connectors/contract.ts";
import type { LoggedEvent } from "../contract/events.ts";
import { agentNamespace, liveNamespace, socketPath } from "../contract/sockets.ts";
import { lastPosition } from "../events/queries.ts";
import { tailEvents } from "../events/tail.ts";
import type { Deps } from "../lib/deps.ts";
import type { Redis } from "../lib/redis.ts";
import type { AgentNamespace } from "./agent-socket.ts";
import { admitAgents, type FindSession } from "./agents.ts";
import { type BoardSource, createBoardWatch } from "./board.ts";
import { createContactTyping } from "./contact-typing.ts";
import { createFeed, type Pushed } from "./feed.ts";
import { createLive, type LiveNamespace } from "./live.ts";
import { createPeers, type Peers } from "./peers.ts";
import { createPresence, type PresenceOptions } from "./presence.ts";
import { notifyReads } from "./reads.ts";
import { createRedisAdapter } from "./redis-adapter.ts";
import { refusal } from "./refusal.ts";
import { watchSessions } from "./sessions.ts";
import type { ThreadAddress } from "./thread-address.ts";
import { createViewing } from "./viewing.ts";
import { createVoicePipe, type ReceiveVoice } from "./voice-pipe.ts";

export interface Realtime {
  /** The pipe to one contact's browsers, on whichever node they are. */
  live(channelId: string, address: string): { send(message: LiveMessage): void };
  /** The pipe to the browser with which a person carries a leg, on whichever node it is. */
  person(personId: string, legId: string): { send(message: LiveMessage): void };
  /** Has a channel's browsers come again: it may let others in now, or be gone. */
  renewPipes(channelId: string): void;
  /** Tells who looks at the conversation that its contact types. */
  contactTyping(channelId: string, thread: string, isTyping: boolean): void;
  /** Lets go of every socket, so that clients connect elsewhere; the HTTP server is the caller's to close. */
  stop(): Promise<void>;
}

export interface RealtimeOptions {
  server: HttpServer;
  /** The way to the other nodes, where there may be such. */
  redis: Redis | undefined;
  findSession: FindSession;
  liveDoor(channelId: string): Promise<LiveDoor | undefined>;
  notifyThread(thread: ThreadAddress, signal: LiveSignal): void;
  /** What a person's browser says about a leg goes to the connector that carries it. */
  receiveVoice: ReceiveVoice;
  keepConnections: PresenceOptions["keepConnections"];
  openBoard(): Promise<BoardSource>;
  /** Who is behind the proxies. */
  clientIp?(request: IncomingMessage): string;
}

const largestMessage = 64_000;
const muchMs = 5;
const longestRestMs = 100;

/**
 * An event goes out at once; but where many screens get it, pushing takes at most a quarter of the time, and what comes
 * in the meantime goes out together.
 */
async function rest(spentMs: number) {
  if (spentMs > muchMs) await delay(Math.min(3 * spentMs, longestRestMs));
}

/** Everything that goes over sockets: the only place that knows Socket.IO. */
export async function createRealtime(deps: Deps, options: RealtimeOptions): Promise<Realtime> {
  const { redis } = options;
  const adapter = redis && (await createRedisAdapter(redis));
  let isStopping = false;
  const io = new Server(options.server, {
    path: socketPath,
    serveClient: false,
    // Contacts' pages are anywhere and bring a token; people's cookies count only from our own origin.
    cors: { origin: "*" },
    allowRequest: (_request, answer) => answer(isStopping ? "stopping" : null, !isStopping),
    maxHttpBufferSize: largestMessage,
    pingInterval: 20_000,
    pingTimeout: 15_000,
  });
  if (adapter) io.adapter(adapter);
  io.use((_socket, next) => next(refusal("not_found", "There is nothing here.")));
  const agents: AgentNamespace = io.of(agentNamespace);
  const browsers: LiveNamespace = io.of(liveNamespace);

  const feed = createFeed(deps, agents, await lastPosition(deps));
  const viewing = createViewing(deps, {
    agents,
    people: feed.people,
    peers: () => peers,
    notifyThread: options.notifyThread,
  });
  const board = createBoardWatch(deps, { agents, people: feed.people, openBoard: options.openBoard });
  const presence = createPresence(deps, {
    agents,
    peers: () => peers,
    keepConnections: options.keepConnections,
  });
  const peers: Peers = createPeers({
    agents,
    nodeId: deps.nodeId,
    isConnected: redis?.isConnected,
    onPeople: presence.look,
    onViewers: viewing.tell,
  });
  const voice = createVoicePipe(deps, { agents, receiveVoice: options.receiveVoice });
  const live = createLive(deps, {
    namespace: browsers,
    liveDoor: options.liveDoor,
    clientIp: options.clientIp ?? ((request) => request.socket.remoteAddress ?? ""),
  });
  const sessions = watchSessions(deps, feed.people);
  admitAgents(deps, {
    agents,
    findSession: options.findSession,
    feed,
    peers,
    presence,
    viewing,
    board,
    voice,
  });
  redis?.onConnected((wasAway) => {
    peers.reconnected();
    // What other nodes sent to browsers here meanwhile did not arrive.
    if (wasAway) live.renew();
  });
  const tail = await tailEvents(deps, { from: feed.position(), onBatch });

  async function onBatch(events: LoggedEvent[]) {
    const pushed = await feed.push(events);
    if (!pushed) return;
    // What was pushed must not be given again because of what follows from it.
    await follow(pushed).catch((err) =>
      deps.log.error({ err }, "An event was pushed, but not all that follows from it"),
    );
    await rest(pushed.spentMs);
  }

  async function follow({ events, conversations, isAccessChanged }: Pushed) {
    presence.follow(events);
    viewing.narrow(conversations.entries().map(([id, { facts }]) => [id, facts]));
    if (isAccessChanged) board.narrow();
    if (isAccessChanged) await viewing.narrowAll();
    await sessions.follow(events);
    await notifyReads(deps, events, { people: feed.people, notifyThread: options.notifyThread });
  }

  return {
    live: (channelId, address) => ({ send: (message) => live.send(channelId, address, message) }),
    person: (personId, legId) => ({ send: (message) => voice.send(personId, legId, message) }),
    renewPipes: live.renew,
    contactTyping: createContactTyping(deps, agents),
    async stop() {
      isStopping = true;
      await tail.stop();
      peers.stop();
      for (const part of [sessions, viewing, live]) part.stop();
      await presence.stop();
      await board.stop();
      await feed.stop();
      io.engine.close();
    },
  };
}
