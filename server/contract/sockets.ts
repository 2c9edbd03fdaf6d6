import type { Board, BoardPerson, BoardQueue } from "./board.ts";
import type { Contact } from "./contacts.ts";
import type { Conversation, Interaction } from "./conversations.ts";
import type { LoggedEvent } from "./events.ts";
import type { Availability } from "./people.ts";
import type { Deal, Task } from "./sales.ts";

/** An event as an agent's screen gets it, with the rows that it speaks of as they are now, where the screen may see them. */
export type PushedEvent = LoggedEvent & {
  conversation?: Conversation;
  interaction?: Interaction;
  contact?: Contact;
  deal?: Deal;
  task?: Task;
  /** The person no longer sees this conversation, deal or task. */
  isGone?: boolean;
};

/** Who looks at a conversation or types in it. */
export interface Viewer {
  personId: string;
  conversationId: string;
  isTyping: boolean;
}

/** The board for whoever watches it: the whole at first and whenever it begins anew, then what has changed since. */
export type BoardPush =
  | { board: Board }
  | {
      at: string;
      queues: BoardQueue[];
      people: BoardPerson[];
      /** No longer there, or no longer for this person to see. */
      gone: { queueIds: string[]; personIds: string[] };
    };

export interface ServerToAgent {
  /** In log order; `position` is where the log was when these were all there was. */
  events(batch: { events: PushedEvent[]; position: number }): void;
  /** Too much was missed: fetch everything anew, go on from `position`. */
  reset(message: { position: number }): void;
  viewers(message: { conversationId: string; viewers: Viewer[] }): void;
  /** A contact types. */
  contactTyping(message: { conversationId: string; isTyping: boolean }): void;
  presence(message: { personId: string; isOnline: boolean; availability: Availability }): void;
  board(push: BoardPush): void;
  /** What a connector says to the browser that carries a leg. */
  voice(message: { legId: string; message: { type: string; [key: string]: unknown } }): void;
}

export interface AgentToServer {
  /** Whether this screen is ready to carry calls, or carries one. To be said again after every connect. */
  phone(isReady: boolean): void;
  /** What this browser says to the connector that carries its leg. */
  voice(message: { legId: string; message: { type: string; [key: string]: unknown } }): void;
  /** Which conversation is open on this screen; null for none. */
  viewing(message: { conversationId: string | null }): void;
  typing(message: { conversationId: string; isTyping: boolean }): void;
  online(ack: (personIds: string[]) => void): void;
  /** Whether this screen shows the live board. To be said again after every connect: the server forgets it with the connection. */
  watchBoard(isWatching: boolean): void;
}

/** Path of Socket.IO; agents connect to `/agents` with the session cookie, contacts' browsers to `/live`. */
export const socketPath = "/socket";
export const agentNamespace = "/agents";
export const liveNamespace = "/live";

/** `auth` of an agent's handshake. */
export interface AgentHandshake {
  /** The last position seen, at first that of `GET /me`; absent where what was before does not matter. */
  position?: number;
}

/** `auth` of a contact's handshake; the connector judges the token. */
export interface LiveAuth {
  channelId: string;
  token: string;
}

/** All that passes on a contact's pipe, either way: the connector's own messages, under one event. */
export interface LiveEvents {
  message(message: { type: string; [key: string]: unknown }): void;
}
