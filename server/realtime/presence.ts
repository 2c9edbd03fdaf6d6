import { inArray } from "drizzle-orm";
import { people } from "../../db/schema/index.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import type { AgentNamespace, AgentSocket } from "./agent-socket.ts";
import { keepScreens } from "./keep-screens.ts";
import type { Peers } from "./peers.ts";
import { createPhones } from "./phones.ts";

/** Says who is online, by their connections to any node. */
export interface Presence {
  arrive(socket: AgentSocket): void;
  /** Nothing is said of somebody who is back at once, as after a reload. */
  leave(socket: AgentSocket): void;
  /** This screen is ready to carry calls, or is not. */
  setPhone(socket: AgentSocket, isReady: boolean): void;
  /** Somebody may have come or gone, here or at another node. */
  look(personIds: string[]): void;
  follow(events: LoggedEvent[]): void;
  /** What is written down stays: whoever was here is given time to come to another node. */
  stop(): Promise<void>;
}

export interface PresenceOptions {
  agents: AgentNamespace;
  peers(): Peers;
  /** Writes down who is connected to this node, and whose screens are ready to carry calls. */
  keepConnections(screens: { personIds: ReadonlySet<string>; phones: ReadonlySet<string> }): Promise<void>;
}

const graceMs = 4_000;
/** After a reload a phone takes longer than its page: it waits for microphone and carriers, and a call hangs on it. */
const phoneGraceMs = 10_000;

export function createPresence(deps: Deps, { agents, peers, keepConnections }: PresenceOptions): Presence {
  const screens = new Map<string, number>();
  const phones = createPhones(() => kept.changed(), phoneGraceMs);
  // Whoever has a phone that may still come back is here: without them it would be gone, and their call with it.
  const kept = keepScreens(deps, () =>
    keepConnections({ personIds: new Set([...screens.keys(), ...phones.ready()]), phones: phones.ready() }),
  );
  const leaving = new Map<string, NodeJS.Timeout>();
  const shown = new Set<string>();

  function look(personIds: string[]) {
    const changed = personIds.filter((id) => peers().isOnline(id) !== shown.has(id));
    for (const id of changed) {
      if (shown.has(id)) shown.delete(id);
      else shown.add(id);
    }
    if (changed.length > 0) void say(changed);
  }

  async function say(personIds: string[]) {
    try {
      const rows = await deps.db
        .select({ personId: people.id, availability: people.availability })
        .from(people)
        .where(inArray(people.id, personIds));
      for (const { personId, availability } of rows) {
        agents.local.emit("presence", { personId, isOnline: shown.has(personId), availability });
      }
    } catch (err) {
      deps.log.warn({ err }, "Presence could not be announced");
    }
  }

  return {
    arrive({ data: { personId } }) {
      clearTimeout(leaving.get(personId));
      leaving.delete(personId);
      screens.set(personId, (screens.get(personId) ?? 0) + 1);
      if (screens.get(personId) === 1) peers().setPerson(personId, true);
      kept.changed();
    },
    leave(socket) {
      phones.leave(socket);
      const { personId } = socket.data;
      const left = (screens.get(personId) ?? 0) - 1;
      screens.set(personId, left);
      if (left > 0) return;
      const gone = () => {
        leaving.delete(personId);
        screens.delete(personId);
        peers().setPerson(personId, false);
        kept.changed();
      };
      leaving.set(personId, setTimeout(gone, graceMs));
    },
    setPhone: phones.set,
    look,
    follow(events) {
      const changed = events.flatMap((event) =>
        event.type === "person.availabilityChanged" ? [event.data.personId] : [],
      );
      if (changed.length > 0) void say([...new Set(changed)]);
    },
    stop() {
      for (const timer of leaving.values()) clearTimeout(timer);
      phones.stop();
      return kept.stop();
    },
  };
}
