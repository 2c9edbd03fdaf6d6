import type { OpenFile } from "./files.ts";
import type { Identity } from "./inbound.ts";
import type { Letter, Trail } from "./letter.ts";

export interface Outbound {
  /** The interaction's id: the same on every attempt. */
  key: string;
  conversationId: string;
  thread: string;
  /** Where the contact is reached. */
  to: Identity;
  text: string;
  files: OpenFile[];
  author: { name: string; avatarUrl?: string };
  /** ISO 8601. */
  createdAt: string;
  /** Where the connector's messages are letters. */
  letter?: Letter;
}

export interface Sent {
  /** The provider's id, by which receipts speak of it. */
  externalId?: string;
  /** What the provider answered, for the delivery log. */
  detail?: string;
  /** Recipients for whom it was not taken, while the others get it, and why in the provider's own words. */
  refused?: { address: string; reason: string }[];
  /** Where the provider keeps no threads: the topic of what was sent (see Trail), and the addresses that it went to. */
  trail?: Pick<Trail, "topic"> & { to: string[] };
}
