import { forgetConnections } from "../../../server/people/forget-connections.ts";
import { keepConnections } from "../../../server/people/keep-connections.ts";
import type { Day } from "./day.ts";

/** Whose screens are connected to which node: they are opened and closed, laptops sleep, and nodes die. */
export function createScreens({ hub, house, chance }: Day) {
  const connected = new Map(house.nodeIds.map((nodeId) => [nodeId, new Set<string>()]));
  const onAny = (personId: string) => [...connected.values()].some((people) => people.has(personId));

  function connect(personId: string) {
    const nodes = chance.happens(0.2) ? [...connected.values()] : [chance.pick([...connected.values()])];
    for (const people of nodes) people.add(personId);
  }

  const disconnect = (personId: string) => connected.forEach((people) => void people.delete(personId));

  return {
    /** Who is not there comes soon; in the evening people go and do not come back. */
    turn(part: "day" | "evening") {
      const comes = part === "day" ? 0.15 : 0;
      const goes = part === "day" ? 0.006 : 0.1;
      for (const { personId } of house.agents) {
        if (!onAny(personId) && chance.happens(comes)) connect(personId);
        else if (onAny(personId) && chance.happens(goes)) disconnect(personId);
      }
    },
    /** Most of its people come to others before it is found dead. */
    async nodeDies() {
      const [deadId, people] = chance.pick([...connected]);
      const others = [...connected.values()].filter((other) => other !== people);
      for (const personId of people) if (chance.happens(0.6)) chance.pick(others).add(personId);
      people.clear();
      await write([...connected].filter(([nodeId]) => nodeId !== deadId));
      await forgetConnections(hub.deps, [deadId]);
    },
    /** Each node writes down who is connected to it, all at once. */
    write: () => write([...connected]),
  };

  async function write(nodes: [nodeId: string, people: Set<string>][]) {
    await Promise.all(
      nodes.map(([nodeId, people]) =>
        keepConnections({ ...hub.deps, nodeId }, { personIds: new Set(people), phones: new Set() }),
      ),
    );
  }
}

export type Screens = ReturnType<typeof createScreens>;
