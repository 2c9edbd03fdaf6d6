import type { Namespace, Socket } from "socket.io";
import type { AgentToServer, ServerToAgent } from "../contract/sockets.ts";
import type { Access } from "../permissions/access.ts";
import type { PeerEvents } from "./peers.ts";

export type AgentNamespace = Namespace<AgentToServer, ServerToAgent, PeerEvents, AgentData>;
export type AgentSocket = Socket<AgentToServer, ServerToAgent, PeerEvents, AgentData>;

export interface AgentData {
  personId: string;
  sessionId: string;
  /** What the screen shows. */
  viewing?: string;
  isTyping?: boolean;
}

/** Somebody with at least one connection to this node. */
export interface PersonHere {
  personId: string;
  /** Undefined until it is loaded. */
  access: Access | undefined;
  sockets: Set<AgentSocket>;
}
