import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { depsOn } from "../../test/deps.ts";
import type { AgentNamespace, AgentSocket } from "./agent-socket.ts";
import type { Peers } from "./peers.ts";
import { createPresence, type PresenceOptions } from "./presence.ts";

type Screens = Parameters<PresenceOptions["keepConnections"]>[0];

let kept: Screens;
let presence: ReturnType<typeof createPresence>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  presence = createPresence(depsOn("postgres://nowhere"), {
    agents: {} as AgentNamespace,
    peers: () => ({ setPerson() {}, isOnline: () => false }) as unknown as Peers,
    async keepConnections(screens) {
      kept = screens;
    },
  });
});
afterEach(async () => {
  await presence.stop();
  vi.useRealTimers();
});

const screenOf = (personId: string) => ({ connected: true, data: { personId } }) as AgentSocket;

/** Who was written down as connected, and with a phone, so many seconds after their screens were gone. */
async function keptAfter(seconds: number) {
  await vi.advanceTimersByTimeAsync(seconds * 1_000);
  return { people: [...kept.personIds].sort(), phones: [...kept.phones] };
}

test("whose phone was ready has ten seconds to come back, as a call hangs on it; whoever had none has four", async () => {
  const [anna, ben] = [screenOf("anna"), screenOf("ben")];
  for (const screen of [anna, ben]) presence.arrive(screen);
  presence.setPhone(anna, true);
  expect(await keptAfter(0)).toEqual({ people: ["anna", "ben"], phones: ["anna"] });
  for (const screen of [anna, ben]) presence.leave(screen);
  expect(await keptAfter(3)).toEqual({ people: ["anna", "ben"], phones: ["anna"] });
  expect(await keptAfter(6)).toEqual({ people: ["anna"], phones: ["anna"] });
  expect(await keptAfter(2)).toEqual({ people: [], phones: [] });
});

test("who says that their phone is gone, and leaves, is gone like anybody", async () => {
  const anna = screenOf("anna");
  presence.arrive(anna);
  presence.setPhone(anna, true);
  presence.setPhone(anna, false);
  presence.leave(anna);
  expect(await keptAfter(5)).toEqual({ people: [], phones: [] });
});
