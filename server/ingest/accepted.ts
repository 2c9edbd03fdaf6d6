import type { Item } from "./inbound-schema.ts";

/** A row of the ledger that waits to be processed. */
export interface Accepted {
  /** Also the id of the interaction that it becomes, so that no row can become two. */
  id: string;
  channelId: string;
  item: Item;
  receivedAt: Date;
  /** Bytes of the item as the ledger keeps it. */
  size: number;
  /** How often a receipt was put off because its message is not there yet. */
  waits?: number;
}
