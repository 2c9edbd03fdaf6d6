import { io, type Socket } from "socket.io-client";
import type { AgentHandshake, AgentToServer, ServerToAgent } from "../../../server/contract/sockets.ts";
import { signedOut } from "../lib/query-client.ts";
import { applyEvents, refreshAll } from "./apply-events.ts";
import { putBoard } from "./cache/board.ts";
import { live, onlinePeople, typingContacts, viewers } from "./live-state.ts";
import { startPolling, stopPolling } from "./polling.ts";

/** As the contract has them; its module brings zod, so only its types are imported. */
const path = "/socket";
const namespace = "/agents";

const graceMs = 1500;
const typingFadesMs = 6000;

let socket: Socket<ServerToAgent, AgentToServer> | undefined;
let position = 0;
let graceTimer: ReturnType<typeof setTimeout> | undefined;
let shown: string | null = null;
let watchesBoard = false;
let hasPhone = false;
type VoiceMessage = Parameters<ServerToAgent["voice"]>[0];
let hearVoice: (message: VoiceMessage) => void = () => {};
const typingTimers = new Map<string, ReturnType<typeof setTimeout>>();

/** One per page load; goes on trying for as long as the frame is there. All events after `from` are heard. */
export function connectLive(from: number): void {
  if (socket) return;
  position = from;
  socket = io(namespace, {
    path,
    transports: ["websocket", "polling"],
    reconnectionDelayMax: 5000,
    auth: (give) => give(handshake()),
  });
  listen(socket);
  loseSoon();
}

export function disconnectLive(): void {
  socket?.disconnect();
  socket = undefined;
  clearTimeout(graceTimer);
  stopPolling();
}

/** Tells colleagues which conversation is open here. */
export function showViewing(conversationId: string | null): void {
  shown = conversationId;
  if (socket?.connected) socket.emit("viewing", { conversationId });
}

/** Asks for the live board for as long as a screen shows it; it comes into the cache of `GET /board`. */
export function watchBoard(isWatching: boolean): void {
  watchesBoard = isWatching;
  if (socket?.connected) socket.emit("watchBoard", isWatching);
}

/** Whether this screen carries calls. */
export function showPhone(isReady: boolean): void {
  if (isReady === hasPhone) return;
  hasPhone = isReady;
  if (socket?.connected) socket.emit("phone", isReady);
}

/** To the connector that carries a leg; what is said while the socket is down goes when it is there again. */
export function sendVoice(legId: string, message: VoiceMessage["message"]): void {
  socket?.emit("voice", { legId, message });
}

/** What connectors say about the legs that are carried here. */
export function onVoice(listener: (message: VoiceMessage) => void): () => void {
  hearVoice = listener;
  return () => {
    hearVoice = () => {};
  };
}

export function showTyping(conversationId: string, isTyping: boolean): void {
  if (socket?.connected) socket.emit("typing", { conversationId, isTyping });
}

const handshake = (): AgentHandshake => ({ position });

function listen(socket: Socket<ServerToAgent, AgentToServer>) {
  socket.on("connect", () => {
    clearTimeout(graceTimer);
    graceTimer = undefined;
    stopPolling();
    live.set("on");
    if (shown) socket.emit("viewing", { conversationId: shown });
    if (watchesBoard) socket.emit("watchBoard", true);
    if (hasPhone) socket.emit("phone", true);
    socket.emit("online", (ids) => onlinePeople.set(new Set(ids)));
  });
  socket.on("disconnect", (reason) => {
    loseSoon();
    // The hub closes a socket when somebody's access changed; socket.io leaves coming back to us.
    if (reason === "io server disconnect") {
      signedOut();
      setTimeout(() => socket.connect(), graceMs);
    }
  });
  socket.on("connect_error", (error) => {
    loseSoon();
    if (error.message === "unauthenticated") signedOut();
    if (!socket.active) setTimeout(() => socket.connect(), 5000);
  });
  socket.on("events", (batch) => {
    const events = batch.events.filter((event) => event.seq > position);
    position = Math.max(position, batch.position);
    applyEvents(events);
  });
  socket.on("reset", (message) => {
    position = message.position;
    refreshAll();
  });
  socket.on("viewers", (message) => {
    viewers.set((all) => ({ ...all, [message.conversationId]: message.viewers }));
  });
  socket.on("board", putBoard);
  socket.on("voice", (message) => hearVoice(message));
  socket.on("contactTyping", (message) => setTyping(message.conversationId, message.isTyping));
  socket.on("presence", (message) => {
    onlinePeople.set((ids) => {
      const next = new Set(ids);
      if (message.isOnline) next.add(message.personId);
      else next.delete(message.personId);
      return next;
    });
  });
}

function loseSoon() {
  graceTimer ??= setTimeout(() => {
    live.set("off");
    viewers.set({});
    typingContacts.set({});
    startPolling();
  }, graceMs);
}

/** 'Stopped' may get lost with the contact's connection, so typing fades by itself. */
function setTyping(conversationId: string, isTyping: boolean) {
  clearTimeout(typingTimers.get(conversationId));
  typingContacts.set(({ [conversationId]: _, ...others }) =>
    isTyping ? { ...others, [conversationId]: true } : others,
  );
  if (isTyping)
    typingTimers.set(
      conversationId,
      setTimeout(() => setTyping(conversationId, false), typingFadesMs),
    );
}
