import type { Board } from "../contract/board.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import type { Access } from "../permissions/access.ts";
import type { Floor } from "./floor/state.ts";
import { presentBoard } from "./present-board.ts";
import { readSettings } from "./queries.ts";
import { openFloor, replay } from "./read-floor.ts";
import { findSnapshot } from "./snapshot.ts";

/** The board as it is, or as it was at a past moment, as far as somebody leads it. */
export async function boardAt(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  { access, at }: { access: Access; at?: string },
): Promise<Board> {
  const { floor, moment } = await floorAt(deps, at);
  return presentBoard(floor, { access, at: moment, settings: await readSettings(deps) });
}

/** All of it, with the moment in ms that it is looked at. @throws AppError `not_found` as `getFloorBefore` does. */
export async function floorAt(
  deps: Pick<Deps, "db" | "pool" | "clock">,
  at: string | undefined,
): Promise<{ floor: Floor; moment: number }> {
  const now = deps.clock.now().getTime();
  const moment = at === undefined ? now : Math.min(Date.parse(at), now);
  const floor = at === undefined ? await openFloor(deps) : await getFloorBefore(deps, moment);
  await replay(deps, floor, at === undefined ? Number.POSITIVE_INFINITY : moment);
  return { floor, moment };
}

/** @throws AppError `not_found` for what was before the log that is kept. */
export async function getFloorBefore(deps: Pick<Deps, "db">, moment: number): Promise<Floor> {
  const floor = await findSnapshot(deps, new Date(moment));
  if (floor) return floor;
  throw new AppError("not_found", "The board is not kept as far back as that.");
}
