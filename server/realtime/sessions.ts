import { and, gt, inArray } from "drizzle-orm";
import { sessions } from "../../db/schema/index.ts";
import type { LoggedEvent } from "../contract/events.ts";
import type { Deps } from "../lib/deps.ts";
import type { AgentSocket, PersonHere } from "./agent-socket.ts";

const checkEveryMs = 60_000;

/** Closes the sockets of sessions that have ended: at once when the log says so, within a minute when they expire. */
export function watchSessions(deps: Deps, people: ReadonlyMap<string, PersonHere>) {
  const timer = setInterval(() => void check([...people.keys()]), checkEveryMs);

  async function check(personIds: string[]) {
    const sockets = personIds.flatMap((id) => [...(people.get(id)?.sockets ?? [])]);
    if (sockets.length === 0) return;
    try {
      const live = await liveAmong(sockets);
      for (const socket of sockets) if (!live.has(socket.data.sessionId)) socket.disconnect(true);
    } catch (err) {
      deps.log.error({ err }, "Sessions could not be checked");
    }
  }

  async function liveAmong(sockets: AgentSocket[]) {
    const ids = [...new Set(sockets.map((socket) => socket.data.sessionId))];
    const rows = await deps.db
      .select({ id: sessions.id })
      .from(sessions)
      .where(and(inArray(sessions.id, ids), gt(sessions.expiresAt, deps.clock.now())));
    return new Set(rows.map(({ id }) => id));
  }

  return {
    async follow(events: LoggedEvent[]) {
      const suspects = events.flatMap((event) =>
        event.type === "person.signedOut" || event.type === "person.accessChanged"
          ? [event.data.personId]
          : [],
      );
      await check(suspects);
    },
    stop: () => clearInterval(timer),
  };
}
