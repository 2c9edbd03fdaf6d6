import { afterAll, afterEach, beforeAll } from "vitest";
import type { HubEvent } from "../../server/contract/events.ts";
import { transact } from "../../server/lib/transact.ts";
import { makeChannel, makePerson, makeTeam, type TestHub, testHub } from "../factories.ts";
import { makeCookie, startNode, type TestNode } from "./node.ts";
import { openReady, type openScreen, type Screen, until } from "./screen.ts";

interface Stage {
  hub: TestHub;
  node: TestNode;
  /** Closed after each test. */
  open: Screen[];
}

/** A node, and the screens of people on it. */
export function setScreens() {
  const stage = { open: [] as Screen[] } as Stage;
  beforeAll(async () => {
    stage.hub = await testHub();
    stage.node = await startNode(stage.hub.deps);
  });
  afterEach(() => {
    for (const screen of stage.open.splice(0)) screen.close();
  });
  afterAll(async () => {
    await stage.node?.stop();
    await stage.hub?.close();
  });

  const append = (...events: HubEvent[]) => transact(stage.hub.deps, async (tx) => tx.append(...events));

  return Object.assign(stage, {
    append,
    async screenOf(person: { id: string }, options: Parameters<typeof openScreen>[2] = {}) {
      const screen = await openReady(stage.node.url, await makeCookie(stage.hub.deps, person), options);
      stage.open.push(screen);
      return screen;
    },
    /** Everybody connected has been told all that was appended before. */
    async settled(...screens: Screen[]) {
      await append({ type: "workspace.updated", data: {} });
      for (const screen of screens) await until(() => screen.events.at(-1)?.type === "workspace.updated");
      for (const screen of screens) screen.events.pop();
    },
    /** Two teams with a channel each, and somebody of each role. */
    async house() {
      const { hub } = stage;
      const ours = await makeTeam(hub);
      const theirs = await makeTeam(hub);
      return {
        ours,
        theirs,
        channel: await makeChannel(hub, { teamIds: [ours.id] }),
        admin: await makePerson(hub, { role: "admin" }),
        supervisor: await makePerson(hub, { role: "supervisor", teamIds: [ours.id] }),
        agent: await makePerson(hub, { teamIds: [ours.id] }),
        other: await makePerson(hub, { teamIds: [ours.id] }),
        stranger: await makePerson(hub, { role: "supervisor", teamIds: [theirs.id] }),
      };
    },
  });
}
