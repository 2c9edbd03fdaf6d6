import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { people, teamMembers } from "../../db/schema/index.ts";
import { accessOf, makeQueue } from "../../test/factories.ts";
import { type Screen, until } from "../../test/realtime/screen.ts";
import { setScreens } from "../../test/realtime/stage.ts";
import { boardAt } from "../board/board-at.ts";
import { openKeeper } from "../board/keeper.ts";
import type { Board } from "../contract/board.ts";
import type { BoardPush } from "../contract/sockets.ts";

const stage = setScreens();

/** Opens a screen on the board, which keeps what it is shown as a client does. */
async function watch(person: { id: string }) {
  const screen = await stage.screenOf(person);
  return watchOn(screen);
}

function watchOn(screen: Screen) {
  const pushes: BoardPush[] = [];
  let board: Board | undefined;
  screen.socket.on("board", (push) => {
    pushes.push(push);
    if ("board" in push) board = push.board;
    else if (board) {
      const isStale = (ids: string[], changed: string[]) => (id: string) =>
        ids.includes(id) || changed.includes(id);
      const queueIsStale = isStale(
        push.gone.queueIds,
        push.queues.map(({ queueId }) => queueId),
      );
      const personIsStale = isStale(
        push.gone.personIds,
        push.people.map(({ personId }) => personId),
      );
      board = {
        ...board,
        queues: [...board.queues.filter(({ queueId }) => !queueIsStale(queueId)), ...push.queues],
        people: [...board.people.filter(({ personId }) => !personIsStale(personId)), ...push.people],
      };
    }
  });
  screen.socket.emit("watchBoard", true);
  return {
    screen,
    pushes,
    queue: (id: string) => board?.queues.find(({ queueId }) => queueId === id),
    person: (id: string) => board?.people.find(({ personId }) => personId === id),
    isShown: () => board !== undefined,
  };
}

async function arrive(queueId: string) {
  const workItemId = newId();
  await stage.append({
    type: "workItem.created",
    conversationId: newId(),
    data: { workItemId, channelId: newId(), kind: "chat", queueId, priority: 0, ownerId: null },
  });
  return workItemId;
}

async function settings() {
  const { hub, append } = stage;
  const house = await stage.house();
  const ours = await makeQueue(hub, { teamIds: [house.ours.id] });
  const theirs = await makeQueue(hub, { teamIds: [house.theirs.id] });
  const members = { [ours.id]: [house.supervisor, house.agent, house.other], [theirs.id]: [house.stranger] };
  for (const [queueId, those] of Object.entries(members)) {
    const memberIds = those.map(({ id }) => id);
    await append({ type: "queue.updated", data: { queueId, memberIds, answerWithinSeconds: 60 } });
  }
  for (const { id: personId } of [house.agent, house.other]) {
    await append({ type: "person.created", data: { personId } });
  }
  return { ...house, ourQueue: ours.id, theirQueue: theirs.id };
}

test("whoever watches is shown the whole, then what changes of what they lead", async () => {
  const { admin, supervisor, stranger, agent, ourQueue, theirQueue } = await settings();
  // From here on the board can be rebuilt, though no rows stand behind the events of this test.
  await openKeeper(stage.hub.deps);
  const [all, ours, theirs] = [await watch(admin), await watch(supervisor), await watch(stranger)];
  for (const one of [all, ours, theirs]) await until(one.isShown);
  await arrive(ourQueue);
  await until(() => ours.queue(ourQueue)?.waiting === 1 && all.queue(ourQueue)?.waiting === 1);
  await arrive(theirQueue);
  await until(() => theirs.queue(theirQueue)?.waiting === 1 && all.queue(theirQueue)?.waiting === 1);
  const fetched = await boardAt(stage.hub.deps, { access: await accessOf(stage.hub, supervisor) });
  const { waiting, longestSince, people: states } = fetched.queues[0]!;
  expect(ours.queue(ourQueue)).toMatchObject({
    queueId: fetched.queues[0]?.queueId,
    waiting,
    longestSince,
    people: states,
  });
  const presence = { personId: agent.id, isOnline: { from: false, to: true } };
  await stage.append({ type: "person.presenceChanged", data: presence });
  await until(() => ours.person(agent.id)?.state === "ready" && all.person(agent.id)?.state === "ready");
  expect(ours.queue(theirQueue)).toBeUndefined();
  expect(theirs.queue(ourQueue)).toBeUndefined();
  expect(theirs.person(agent.id)).toBeUndefined();
  expect(JSON.stringify(theirs.pushes)).not.toContain(agent.id);
  expect(ours.pushes.filter((push) => "board" in push)).toHaveLength(1);
});

test("whoever no longer leads somebody no longer sees them, and sees whom they lead since", async () => {
  const { supervisor, agent, other, ours, theirs, ourQueue } = await settings();
  const { db } = stage.hub.deps;
  const watching = await watch(supervisor);
  await until(() => watching.person(agent.id) && watching.queue(ourQueue));
  await db.delete(teamMembers).where(eq(teamMembers.personId, agent.id));
  await stage.append({ type: "person.accessChanged", data: { personId: agent.id } });
  await until(() => !watching.person(agent.id));
  expect(watching.person(other.id)).toBeDefined();
  await db.update(teamMembers).set({ teamId: theirs.id }).where(eq(teamMembers.personId, supervisor.id));
  await stage.append({ type: "person.accessChanged", data: { personId: supervisor.id } });
  await until(() => !watching.person(other.id) && !watching.queue(ourQueue));
  await db.update(teamMembers).set({ teamId: ours.id }).where(eq(teamMembers.personId, supervisor.id));
  await stage.append({ type: "person.accessChanged", data: { personId: supervisor.id } });
  await until(() => watching.person(other.id) && watching.queue(ourQueue));
});

test("an agent is shown nothing, and neither is who became one", async () => {
  const { agent, supervisor, ourQueue } = await settings();
  const [refused, watching] = [await watch(agent), await watch(supervisor)];
  await until(() => watching.queue(ourQueue));
  await stage.hub.deps.db.update(people).set({ role: "agent" }).where(eq(people.id, supervisor.id));
  await stage.append({
    type: "person.accessChanged",
    data: { personId: supervisor.id, role: { from: "supervisor", to: "agent" } },
  });
  await until(() => !watching.queue(ourQueue));
  await arrive(ourQueue);
  await stage.settled(refused.screen, watching.screen);
  expect(watching.queue(ourQueue)).toBeUndefined();
  expect(refused.pushes).toEqual([]);
});

test("a screen that connects anew is shown the whole again, and one that stops watching nothing more", async () => {
  const { admin, ourQueue } = await settings();
  const first = await watch(admin);
  await until(first.isShown);
  first.screen.close();
  await arrive(ourQueue);
  const second = await watch(admin);
  await until(() => second.queue(ourQueue)?.waiting === 1);
  second.screen.socket.emit("watchBoard", false);
  const still = await watch(admin);
  await until(still.isShown);
  await arrive(ourQueue);
  await until(() => still.queue(ourQueue)?.waiting === 2);
  expect(second.queue(ourQueue)?.waiting).toBe(1);
});

test("what is no word about watching is not listened to", async () => {
  const { admin } = await settings();
  const screen = await stage.screenOf(admin);
  const watching = watchOn(screen);
  await until(watching.isShown);
  for (const nonsense of ["yes", {}, null, 1])
    screen.socket.emit("watchBoard", nonsense as unknown as boolean);
  const before = watching.pushes.length;
  await arrive((await settings()).ourQueue);
  await until(() => watching.pushes.length > before);
});
