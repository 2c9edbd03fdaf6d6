import type { Exchange } from "../exchange.ts";
import { deliver } from "./send-callback.ts";
import { type Fields, sendWebhook, type Webhook, type WebhookAnswer } from "./send-webhook.ts";

export interface HeldCallbacks {
  /** What waits, in the order in which it happened, and what was delivered already. */
  list(): Fields[];
  /** Delivers what waits one after the other, in the order of these indices. */
  deliver(order: number[]): Promise<void>;
  /** Lets further callbacks through again. What still waits is lost. */
  release(): void;
}

export interface Held {
  waiting: { webhook: Webhook; answered?: (answer: Promise<WebhookAnswer>) => void }[];
  holdsDocuments: boolean;
}

/** Keeps callbacks back from now on, and requests for documents, too, where that is said. */
export function holdCallbacks(exchange: Exchange, { documents = false } = {}): HeldCallbacks {
  const held: Held = { waiting: [], holdsDocuments: documents };
  exchange.held = held;
  return {
    list: () => held.waiting.map(({ webhook }) => webhook.fields),
    async deliver(order) {
      const taken = order.map((index) => held.waiting[index]).filter((one) => one !== undefined);
      for (const { webhook, answered } of taken) {
        if (!answered) await deliver(exchange, webhook);
        else {
          const answer = sendWebhook(exchange, webhook);
          answered(answer);
          await answer.catch(() => {});
        }
      }
    },
    release() {
      exchange.held = undefined;
    },
  };
}

/** Asks for a document, as soon as that is let go. The first answer is followed. */
export function sendHeld({ waiting }: Held, webhook: Webhook): Promise<WebhookAnswer> {
  return new Promise((resolve) => waiting.push({ webhook, answered: resolve }));
}
