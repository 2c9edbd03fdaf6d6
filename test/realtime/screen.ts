import { io, type Socket } from "socket.io-client";
import type { LoggedEvent } from "../../server/contract/events.ts";
import {
  type AgentToServer,
  agentNamespace,
  type PushedEvent,
  type ServerToAgent,
  socketPath,
  type Viewer,
} from "../../server/contract/sockets.ts";

type Presence = Parameters<ServerToAgent["presence"]>[0];

/** An agent's screen: keeps what it was told. */
export interface Screen {
  socket: Socket<ServerToAgent, AgentToServer>;
  events: PushedEvent[];
  resets: number[];
  presence: Presence[];
  viewers: { conversationId: string; viewers: Viewer[] }[];
  contactTyping: { conversationId: string; isTyping: boolean }[];
  voice: Parameters<ServerToAgent["voice"]>[0][];
  /** Where a resumed screen would go on. */
  position(): number | undefined;
  /** Whether it was told where the log is. */
  isReady(): boolean;
  close(): void;
}

export function openScreen(
  url: string,
  cookie: string,
  options: {
    position?: number;
    reconnection?: boolean;
    headers?: Record<string, string>;
    urls?: string[];
  } = {},
): Screen {
  let position = options.position;
  let isReady = false;
  const socket: Socket<ServerToAgent, AgentToServer> = io(`${url}${agentNamespace}`, {
    path: socketPath,
    transports: ["websocket"],
    forceNew: true,
    reconnection: options.reconnection ?? false,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
    extraHeaders: { cookie, ...options.headers },
    auth: (give) => give(position === undefined ? {} : { position }),
  });
  const screen: Screen = {
    socket,
    events: [],
    resets: [],
    presence: [],
    viewers: [],
    contactTyping: [],
    voice: [],
    position: () => position,
    isReady: () => isReady,
    close: () => void socket.disconnect(),
  };
  socket.on("events", (batch) => {
    screen.events.push(...batch.events);
    position = batch.position;
    isReady = true;
  });
  socket.on("reset", (message) => {
    screen.resets.push(message.position);
    position = message.position;
    isReady = true;
  });
  socket.on("presence", (message) => void screen.presence.push(message));
  socket.on("viewers", (message) => void screen.viewers.push(message));
  socket.on("contactTyping", (message) => void screen.contactTyping.push(message));
  socket.on("voice", (message) => void screen.voice.push(message));
  return screen;
}

/** A screen that has been told where the log is. */
export async function openReady(...given: Parameters<typeof openScreen>): Promise<Screen> {
  const screen = openScreen(...given);
  await until(screen.isReady);
  return screen;
}

export const typesOf = (events: LoggedEvent[]): string[] => events.map((event) => event.type);

/** Waits for a condition, for at most half a minute. */
export async function until(condition: () => unknown | Promise<unknown>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`This did not come true: ${condition}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
