import { expect } from "vitest";
import { boardAt } from "../../../server/board/board-at.ts";
import { openKeeper } from "../../../server/board/keeper.ts";
import { openLiveBoard } from "../../../server/board/live-board.ts";
import type { Board } from "../../../server/contract/board.ts";
import type { LoggedEvent } from "../../../server/contract/events.ts";
import { eventually } from "../../eventually.ts";
import type { Day } from "./day.ts";
import type { ItemRow, Rows } from "./read-rows.ts";
import { createReckoning, type Reckoning } from "./reckon-board.ts";

/** Watches the board all day, and holds it against what the log says. Started while nobody is there. */
export async function watchBoard({ hub, house }: Day) {
  const keeper = await openKeeper(hub.deps);
  const live = await openLiveBoard(hub.deps);
  const reckoning = createReckoning(house);
  const kept = new Map<string, Board>();
  const everything = {
    queueIds: new Set(house.queues.keys()),
    personIds: new Set([...house.agents, house.chief].map(({ personId }) => personId)),
  };

  return {
    /** What has happened since the last time. */
    note: (events: LoggedEvent[]) => reckoning.add(events),
    /** The log is at rest. */
    async checkNow(rows: Rows, { isKept }: { isKept: boolean }) {
      expect(reckoning.work().toSorted(byId)).toEqual(rows.items.map(asTold).toSorted(byId));
      const sinceByRows = new Map(rows.items.map(({ id, waitingSince }) => [id, waitingSince]));
      const isOther = ({ id, waitingSince }: { id: string; waitingSince: number }) =>
        Math.abs(waitingSince - (sinceByRows.get(id) ?? 0)) > longestStepMs;
      expect(reckoning.waiting().filter(isOther)).toEqual([]);
      const expected = reckoning.board(hub.deps.clock.now().getTime());
      await eventually(() => expect(essence(live.show(everything))).toEqual(expected));
      if (!isKept) return;
      const board = live.show(everything);
      kept.set(board.at, board);
      await keeper.keepUp(new AbortController().signal);
    },
    /** Moments that were kept, as they are rebuilt afterwards. */
    async checkPast() {
      for (const [at, board] of kept) {
        expect(sorted(await boardAt(hub.deps, { access: house.chief, at }))).toEqual(sorted(board));
      }
    },
    stop: live.stop,
  };
}

/** What began before the clock was turned is told of after that. */
const longestStepMs = 60_000;

const asTold = ({ id, state, queueId, ownerId, offeredTo, isResting }: ItemRow) => ({
  id,
  state,
  queueId,
  ownerId,
  offeredTo,
  isResting,
});

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** What is reckoned, too. */
function essence({ queues, people }: Board): ReturnType<Reckoning["board"]> {
  return {
    queues: queues.map(({ waitingByMinute: _, people: states, ...queue }) => ({
      ...queue,
      people: Object.fromEntries(Object.entries(states).filter(([, count]) => count > 0)),
    })),
    people: people.map(({ since: _, awayReason: __, capacity: ___, queueIds: ____, work, ...person }) => ({
      ...person,
      work: work.map(({ workItemId }) => workItemId).sort(),
    })),
  };
}

const sorted = ({ queues, people, ...board }: Board) => ({
  ...board,
  queues: queues.toSorted((a, b) => (a.queueId < b.queueId ? -1 : 1)),
  people: people.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
});

export type BoardCheck = Awaited<ReturnType<typeof watchBoard>>;
