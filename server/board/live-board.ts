import type { Board, BoardPerson, BoardQueue } from "../contract/board.ts";
import type { EventType, LoggedEvent } from "../contract/events.ts";
import { tailEvents } from "../events/tail.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { type Audience, audienceOf, type Rows } from "./audience.ts";
import { applyEvent } from "./floor/apply-event.ts";
import { floorEventTypes, isFloorEvent } from "./floor/floor-events.ts";
import { minuteOf } from "./floor/quarters.ts";
import { presentTo, viewAt } from "./present-board.ts";
import { readSettings } from "./queries.ts";
import { openFloor, replay } from "./read-floor.ts";

/** The floor as it is now, kept up with the log for everybody on this node who watches. */
export interface LiveBoard {
  audienceOf(access: Access): Audience;
  show(rows: Rows): Board;
  /** What looks different since this was last asked, whoever sees it; undefined when another hour has begun for all of it. */
  takeChanged(): Changed | undefined;
  stop(): Promise<void>;
}

export interface Changed {
  at: string;
  queues: BoardQueue[];
  people: BoardPerson[];
}

/** What changes how the floor is looked at, or by whom. */
const settingsTypes = [
  "person.created",
  "person.updated",
  "person.accessChanged",
  "team.updated",
  "queue.updated",
  "workspace.updated",
] as const satisfies EventType[];
const types = [...new Set([...floorEventTypes, ...settingsTypes])];

/** @throws when there is no connection at the start. */
export async function openLiveBoard(deps: Pick<Deps, "db" | "pool" | "clock" | "log">): Promise<LiveBoard> {
  const floor = await openFloor(deps);
  await replay(deps, floor, Number.POSITIVE_INFINITY);
  let settings = await readSettings(deps);
  let audiences = new WeakMap<Access, Audience>();
  let touched = noRows();
  const viewNow = () => viewAt(floor, deps.clock.now().getTime(), settings);
  let taken = viewNow();
  const tail = await tailEvents(deps, { from: floor.seq, types, onBatch });

  async function onBatch(events: LoggedEvent[]) {
    for (const event of events) {
      if (!isFloorEvent(event)) continue;
      const { queueIds, personIds } = applyEvent(floor, event);
      for (const id of queueIds) touched.queueIds.add(id);
      for (const id of personIds) touched.personIds.add(id);
    }
    if (!events.some(({ type }) => settingsTypes.some((other) => other === type))) return;
    settings = await readSettings(deps);
    audiences = new WeakMap();
    touched = everything();
  }

  const everything = (): Rows => ({
    queueIds: new Set(floor.queues.keys()),
    personIds: new Set(floor.people.keys()),
  });

  return {
    audienceOf(access) {
      const audience = audiences.get(access) ?? audienceOf(access, floor, settings.teamIdsOf);
      audiences.set(access, audience);
      return audience;
    },
    show: (rows) => presentTo(floor, viewNow(), rows),
    takeChanged() {
      const view = viewNow();
      const before = taken;
      // With every minute lines go on and time adds up, though nothing happened.
      const rows = minuteOf(before.at) === minuteOf(view.at) ? touched : everything();
      taken = view;
      touched = noRows();
      if (before.hourBegan !== view.hourBegan || before.timeZone !== view.timeZone) return undefined;
      const { at, queues, people } = presentTo(floor, view, rows);
      return { at, queues, people };
    },
    stop: tail.stop,
  };
}

const noRows = (): Rows => ({ queueIds: new Set(), personIds: new Set() });
