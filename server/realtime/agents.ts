import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { Id } from "../contract/common.ts";
import type { Deps } from "../lib/deps.ts";
import type { AgentNamespace, AgentSocket } from "./agent-socket.ts";
import { createAllowance } from "./allowance.ts";
import type { BoardWatch } from "./board.ts";
import type { Feed } from "./feed.ts";
import { guard } from "./guard.ts";
import { isOwnOrigin } from "./origin.ts";
import type { Peers } from "./peers.ts";
import type { Presence } from "./presence.ts";
import { refusal } from "./refusal.ts";
import type { Viewing } from "./viewing.ts";
import type { VoicePipe } from "./voice-pipe.ts";

export type FindSession = (
  headers: IncomingHttpHeaders,
) => Promise<{ personId: string; sessionId: string } | undefined>;

const Handshake = z.object({ position: z.number().int().min(0).optional() });
const ViewingMessage = z.object({ conversationId: Id.nullable() });
const TypingMessage = z.object({ conversationId: Id, isTyping: z.boolean() });
const messagesPerSecond = 10;
const messagesAtOnce = 40;

/** Lets people's screens in, by session, and listens to the little that they say. */
export function admitAgents(
  deps: Deps,
  options: {
    agents: AgentNamespace;
    findSession: FindSession;
    feed: Feed;
    peers: Peers;
    presence: Presence;
    viewing: Viewing;
    board: BoardWatch;
    voice: VoicePipe;
  },
) {
  const { agents, feed, peers, presence, viewing, board, voice } = options;

  agents.use(guard(admit, (err) => deps.log.error({ err }, "A session could not be looked up")));

  async function admit(socket: AgentSocket): Promise<Error | undefined> {
    const { headers } = socket.request;
    if (!isOwnOrigin(headers, deps.publicUrl)) return refusal("forbidden", "This page may not connect.");
    if (!Handshake.safeParse(socket.handshake.auth).success)
      return refusal("invalid", "The position is not right.");
    const session = await options.findSession(headers);
    if (!session) return refusal("unauthenticated", "Please sign in.");
    socket.data = session;
    return undefined;
  }

  agents.on("connection", (socket) => {
    const { personId } = socket.data;
    const isAllowed = createAllowance(messagesPerSecond, messagesAtOnce);
    // Of its own: who moves quickly through many conversations still says that their phone is gone.
    const mayTellPhone = createAllowance(messagesPerSecond, messagesAtOnce);
    const failed = (err: unknown) => {
      deps.log.warn({ err, personId }, "A screen could not be served; it comes again");
      socket.conn.close();
    };

    presence.arrive(socket);
    voice.open(socket);
    socket.on("disconnect", () => {
      feed.leave(socket);
      viewing.leave(socket);
      board.leave(socket);
      presence.leave(socket);
    });
    const joined = feed.join(socket, Handshake.parse(socket.handshake.auth).position);
    joined.catch(failed);

    socket.on("viewing", (given: unknown) => {
      const message = ViewingMessage.safeParse(given);
      if (!message.success || !isAllowed()) return;
      joined.then(() => viewing.view(socket, message.data.conversationId)).catch(failed);
    });
    socket.on("typing", (given: unknown) => {
      const message = TypingMessage.safeParse(given);
      if (!message.success || !isAllowed()) return;
      viewing.type(socket, message.data.conversationId, message.data.isTyping);
    });
    socket.on("phone", (isReady: unknown) => {
      if (typeof isReady === "boolean" && mayTellPhone()) presence.setPhone(socket, isReady);
    });
    socket.on("watchBoard", (isWatching: unknown) => {
      if (typeof isWatching !== "boolean" || !isAllowed()) return;
      joined.then(() => board.watch(socket, isWatching && socket.connected)).catch(failed);
    });
    socket.on("online", (acknowledge: unknown) => {
      if (typeof acknowledge === "function" && isAllowed()) acknowledge(peers.online());
    });
  });
}
