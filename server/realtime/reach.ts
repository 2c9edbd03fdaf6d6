import type { Namespace } from "socket.io";
import type { LiveDoor } from "../../connectors/contract.ts";
import type { Deps } from "../lib/deps.ts";

/** What nodes tell each other of pipes to contacts' browsers, by room. */
export interface ReachEvents {
  left(room: string): void;
  here(room: string): void;
}

/** Tells connectors when a contact's first pipe opens, and when none has been there for a while, on any node. */
export interface Reach {
  open(pipe: Pipe): void;
  close(pipe: Pipe): void;
  stop(): void;
}

interface Pipe {
  channelId: string;
  address: string;
  room: string;
}

interface Contact {
  pipes: number;
  leaving?: NodeJS.Timeout;
  /** What is said follows each other. */
  said: Promise<void>;
}

const graceMs = 5_000;

export function createReach(
  deps: Pick<Deps, "log">,
  options: {
    namespace: Pick<Namespace<never, never, ReachEvents>, "on" | "serverSideEmit">;
    liveDoor(channelId: string): Promise<LiveDoor | undefined>;
    /** Undefined where there are no other nodes. */
    isConnected: (() => boolean) | undefined;
  },
): Reach {
  const { namespace, liveDoor, isConnected } = options;
  const contacts = new Map<string, Contact>();
  let isStopping = false;

  if (isConnected) {
    namespace.on("left", (room) => {
      if ((contacts.get(room)?.pipes ?? 0) > 0) tell("here", room);
    });
    // Whoever has a pipe now says when it has none.
    namespace.on("here", (room) => {
      const contact = contacts.get(room);
      if (!contact || contact.pipes > 0) return;
      clearTimeout(contact.leaving);
      contacts.delete(room);
    });
  }

  function tell(event: keyof ReachEvents, room: string) {
    if (isConnected?.()) namespace.serverSideEmit(event, room);
  }

  function say(contact: Contact, { channelId, address }: Pipe, isReached: boolean) {
    contact.said = contact.said
      .then(async () => (await liveDoor(channelId))?.reach?.(address, isReached))
      .catch((err) => deps.log.warn({ err, channelId }, "A connector failed on a visitor's coming or going"));
  }

  return {
    open(pipe) {
      const contact = contacts.get(pipe.room) ?? { pipes: 0, said: Promise.resolve() };
      contacts.set(pipe.room, contact);
      clearTimeout(contact.leaving);
      contact.pipes++;
      if (contact.pipes > 1) return;
      tell("here", pipe.room);
      say(contact, pipe, true);
    },
    close(pipe) {
      const contact = contacts.get(pipe.room);
      if (!contact) return;
      contact.pipes--;
      // Whoever was here is given time to come to another node.
      if (contact.pipes > 0 || isStopping) return;
      tell("left", pipe.room);
      contact.leaving = setTimeout(() => {
        contacts.delete(pipe.room);
        say(contact, pipe, false);
      }, graceMs);
    },
    stop() {
      isStopping = true;
      for (const { leaving } of contacts.values()) clearTimeout(leaving);
    },
  };
}
