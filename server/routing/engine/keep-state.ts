import type { Deps } from "../../lib/deps.ts";
import { loadItems, loadPeople, loadQueues } from "./load-rows.ts";
import { loadState } from "./load-state.ts";
import { dropItem, putItem } from "./put-item.ts";
import { type EngineEvent, markStale, nothingStale, type Stale } from "./stale.ts";
import type { EngineState } from "./state.ts";

export interface KeptState {
  state(): EngineState;
  /** The rows that the log names are loaded by the next `refresh`. */
  note(events: readonly EngineEvent[]): void;
  /** The same for rows that the engine itself has written, or tried to. */
  touch(itemIds: Iterable<string>, personIds: Iterable<string>): void;
  /** @throws when the database is away; everything is then loaded anew at the next try. */
  refresh(): Promise<void>;
}

/** The rows that decisions rest on, loaded once and then by id as they change. */
export function keepState(deps: Pick<Deps, "pool" | "clock">, loaded: EngineState): KeptState {
  let state = loaded;
  let stale = nothingStale();

  async function load({ itemIds, personIds, areQueues, isAll }: Stale) {
    if (isAll) {
      state = (await loadState(deps)).state;
      return;
    }
    if (areQueues) {
      const queues = await loadQueues(deps.pool);
      state.queues = new Map(queues.map((queue) => [queue.id, queue]));
    }
    const handIds = [...itemIds].flatMap((id) => state.items.get(id)?.ownerId ?? []);
    if (itemIds.size > 0) await loadItemsAnew([...itemIds]);
    // After their work: what rests is no longer known then, and may have left its person with nothing to do.
    const ids = [...new Set([...personIds, ...handIds])];
    if (ids.length > 0) await loadPeopleAnew(ids);
  }

  async function loadPeopleAnew(ids: string[]) {
    const people = await loadPeople(deps.pool, ids);
    for (const id of ids) state.people.delete(id);
    for (const person of people) state.people.set(person.id, person);
  }

  async function loadItemsAnew(ids: string[]) {
    const items = await loadItems(deps.pool, ids, deps.clock.now());
    for (const id of ids) dropItem(state, id);
    for (const item of items) putItem(state, item);
  }

  return {
    state: () => state,
    note(events) {
      for (const event of events) markStale(stale, event);
    },
    touch(itemIds, personIds) {
      for (const id of itemIds) stale.itemIds.add(id);
      for (const id of personIds) stale.personIds.add(id);
    },
    async refresh() {
      const due = stale;
      stale = nothingStale();
      await load(due).catch((error) => {
        stale.isAll = true;
        throw error;
      });
    },
  };
}
