import { setImmediate } from "node:timers/promises";
import type { Board } from "../contract/board.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import { getFloorBefore } from "./board-at.ts";
import { applyEvent } from "./floor/apply-event.ts";
import { minuteMs } from "./floor/quarters.ts";
import { presentBoard } from "./present-board.ts";
import { readSettings } from "./queries.ts";
import { readFloorEvents } from "./read-floor.ts";

const mostFrames = 120;

/** The board at a moment and each minute after it, up to another and not beyond now. */
export async function boardFrames(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  { access, from, to }: { access: Access; from: string; to: string },
): Promise<Board[]> {
  const moments = momentsBetween(Date.parse(from), Date.parse(to), deps.clock.now().getTime());
  const first = moments[0];
  if (first === undefined) return [];
  const floor = await getFloorBefore(deps, first);
  const settings = await readSettings(deps);
  const frames: Board[] = [];

  /** Rebuilding takes long enough for others to be let in between. */
  async function presentBefore(next: number) {
    for (let at = moments[frames.length]; at !== undefined && at < next; at = moments[frames.length]) {
      frames.push(presentBoard(floor, { access, at, settings }));
      await setImmediate();
    }
  }

  for await (const { events } of readFloorEvents(deps, floor.seq)) {
    for (const event of events) {
      await presentBefore(Date.parse(event.at));
      if (frames.length === moments.length) return frames;
      applyEvent(floor, event);
    }
  }
  await presentBefore(Number.POSITIVE_INFINITY);
  return frames;
}

function momentsBetween(from: number, to: number, now: number): number[] {
  if (to < from) refuse("is before the first");
  if (to - from >= mostFrames * minuteMs) refuse(`is more than ${mostFrames - 1} minutes after the first`);
  const count = Math.floor((Math.min(to, now) - from) / minuteMs) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, nth) => from + nth * minuteMs);
}

function refuse(problem: string): never {
  throw new AppError("invalid", "The board cannot be shown for that long.", { fields: { to: problem } });
}
