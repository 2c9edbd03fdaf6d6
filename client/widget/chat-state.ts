import type { WidgetConfig, WireItem, WireWait } from "../../connectors/webchat/wire.ts";
import type { GivenDetails } from "./given-details.ts";
import type { Mine } from "./mine.ts";
import { needsDetails } from "./needs-details.ts";
import type { OutMessage } from "./outbox.ts";
import type { Reading } from "./reading.ts";
import type { Items } from "./timeline.ts";
import type { Typing } from "./typing.ts";
import type { Waiting } from "./waiting.ts";

/** What the screen shows. */
export interface ChatState {
  items: WireItem[];
  /** The visitor's own that the timeline does not have yet. */
  mine: OutMessage[];
  typing: string | undefined;
  /** The place in line, while it is known and nobody serves him. */
  wait: WireWait | undefined;
  /** The last of his messages that somebody inside has read, by id. */
  seenUpTo: string | undefined;
  unread: number;
  isReached: boolean;
  needsDetails: boolean;
  /** Whether he may call now. */
  takesCalls: boolean;
}

interface Parts {
  config: WidgetConfig;
  details: GivenDetails;
  items: Items;
  mine: Mine;
  typing: Typing;
  waiting: Waiting;
  reading: Reading;
  callHours: { isOpen(): boolean };
  isReached: boolean;
}

export function readState(parts: Parts): ChatState {
  const { config, details, typing, waiting, reading, callHours, isReached } = parts;
  const [items, mine] = [parts.items.all(), parts.mine.list()];
  return {
    items,
    mine,
    typing: typing.name(),
    wait: waiting.now(),
    seenUpTo: reading.seenUpTo(),
    unread: reading.unread(),
    isReached: isReached && navigator.onLine,
    needsDetails: needsDetails(config.form, details.get(), items.length + mine.length === 0),
    takesCalls: callHours.isOpen(),
  };
}
