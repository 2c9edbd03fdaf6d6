import type { Exchange } from "../exchange.ts";
import { deliver } from "./send-callback.ts";
import type { Fields, Webhook } from "./send-webhook.ts";

export interface HeldCallbacks {
  /** What waits, in the order in which it happened. */
  list(): Fields[];
  /** Delivers what waits one after the other, in the order of these indices. */
  deliver(order: number[]): Promise<void>;
  /** Lets further callbacks through again. What still waits is lost. */
  release(): void;
}

/** Keeps callbacks back from now on. */
export function holdCallbacks(exchange: Exchange): HeldCallbacks {
  const held: Webhook[] = [];
  exchange.held = held;
  return {
    list: () => held.map(({ fields }) => fields),
    async deliver(order) {
      const taken = order.map((index) => held[index]).filter((webhook) => webhook !== undefined);
      for (const webhook of taken) await deliver(exchange, webhook);
    },
    release() {
      exchange.held = undefined;
    },
  };
}
