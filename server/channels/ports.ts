import type { CallDoor, Inbound, LiveMessage, Received } from "../../connectors/contract.ts";

/** What the rest of the hub does for channels. */
export interface ChannelPorts {
  /** Resolves when what came in is committed. */
  accept(channelId: string, inbound: Inbound): Promise<Received>;
  live(channelId: string, address: string): { send(message: LiveMessage): void };
  calls(channelId: string): CallDoor;
  person(personId: string, legId: string): { send(message: LiveMessage): void };
  contactTyping(channelId: string, thread: string, isTyping: boolean): void;
  /** A channel runs anew after a change, or no more: its contacts' browsers have to come again. */
  renewPipes(channelId: string): Promise<void>;
}
