import type { AgentSocket } from "./agent-socket.ts";

/** Whose screens on this node are ready to carry calls. */
export interface Phones {
  set(socket: AgentSocket, isReady: boolean): void;
  /** A screen that is gone counts for as long as it may come back, as after a reload. */
  leave(socket: AgentSocket): void;
  ready(): Set<string>;
  stop(): void;
}

export function createPhones(changed: () => void, graceMs: number): Phones {
  const screens = new Map<AgentSocket, NodeJS.Timeout | undefined>();

  function forget(socket: AgentSocket) {
    clearTimeout(screens.get(socket));
    if (screens.delete(socket)) changed();
  }

  return {
    set(socket, isReady) {
      if (!isReady) return forget(socket);
      if (!socket.connected || screens.has(socket)) return;
      screens.set(socket, undefined);
      changed();
    },
    leave(socket) {
      if (screens.has(socket))
        screens.set(
          socket,
          setTimeout(() => forget(socket), graceMs),
        );
    },
    ready: () => new Set([...screens.keys()].map(({ data }) => data.personId)),
    stop() {
      for (const timer of screens.values()) clearTimeout(timer);
    },
  };
}
