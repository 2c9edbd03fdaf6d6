import type { LoggedEvent } from "../contract/events.ts";
import type { PushedEvent } from "../contract/sockets.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { type Rows, readRows } from "./rows.ts";
import { type Variant, variantsOf } from "./variants.ts";

/** Events with their rows, ready to be judged for any number of people. */
export interface Batch {
  events: LoggedEvent[];
  /** By event. */
  variants: Variant[][];
  conversations: Rows["conversations"];
  /** Everything up to here is in it or came before it. */
  position: number;
}

export async function makeBatch(deps: Deps, events: LoggedEvent[], position: number): Promise<Batch> {
  const rows = await readRows(deps, events);
  return {
    events,
    variants: events.map((event) => variantsOf(event, rows)),
    conversations: rows.conversations,
    position,
  };
}

/** What one person gets of it; `key` is the same for all who get the same. */
export function judge(batch: Batch, access: Access, after = 0): { events: PushedEvent[]; key: string } {
  const events: PushedEvent[] = [];
  let key = "";
  for (const [nth, variants] of batch.variants.entries()) {
    const chosen = variants.findIndex((variant) => variant.sees(access));
    const event = variants[chosen]?.event;
    if (!event || event.seq <= after) continue;
    events.push(event);
    key += `${nth}.${chosen} `;
  }
  return { events, key };
}

/** Whether somebody may see more or less since. */
export function changesAccess(event: LoggedEvent, personId: string): boolean {
  switch (event.type) {
    case "person.accessChanged":
      return event.data.personId === personId;
    case "channel.created":
    case "channel.updated":
    case "team.updated":
    case "queue.updated":
    case "workspace.updated":
      return true;
    default:
      return false;
  }
}
