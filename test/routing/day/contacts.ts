import type { Ingest } from "../../../server/ingest/create-ingest.ts";
import { message } from "../../../server/ingest/test-messages.ts";
import type { Chance } from "./chance.ts";
import type { DayChannel } from "./house.ts";

export interface Thread {
  id: string;
  channel: DayChannel;
  address: string;
  words: string;
}

const greetings = [
  "Hello, I would like to know when my order will arrive at my house, please.",
  "Guten Tag, ich möchte gerne wissen, wann meine Bestellung bei mir zu Hause ankommt.",
  "Bonjour, je voudrais savoir quand ma commande arrivera chez moi, s'il vous plaît.",
];
const matters = ["", "", "", "", " It is urgent.", " I am a gold customer.", " It is about my invoice."];

/** Those outside: they come, some of them again about something else, and say more on what they have begun. */
export function createContacts(ingest: Ingest, channels: DayChannel[], chance: Chance) {
  const threads = new Map<string, Thread>();
  const wheel = channels.flatMap((channel) => Array<DayChannel>(channel.share).fill(channel));
  let said = 0;

  const speak = async ({ id: thread, channel, address, words }: Thread) => {
    said += 1;
    await ingest.accept(channel.id, message({ thread, address, text: words }));
  };

  return {
    threads,
    said: () => said,
    comes(): Promise<void> {
      const known = chance.happens(0.25) ? [...threads.values()] : [];
      const before = known.length > 0 ? chance.pick(known.slice(-60)) : undefined;
      const thread = {
        id: `thread-${threads.size}`,
        channel: before?.channel ?? chance.pick(wheel),
        address: before?.address ?? `contact-${threads.size}`,
        words: chance.pick(greetings) + chance.pick(matters),
      };
      threads.set(thread.id, thread);
      return speak(thread);
    },
    /** On a thread that there is. */
    async goesOn(threadId: string): Promise<void> {
      const thread = threads.get(threadId);
      if (thread) await speak(thread);
    },
  };
}

export type Contacts = ReturnType<typeof createContacts>;
