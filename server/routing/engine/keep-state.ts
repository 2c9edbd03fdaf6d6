import type { Deps } from "../../lib/deps.ts";
import { loadItems, loadPeople, loadQueues } from "./load-rows.ts";
import { loadState } from "./load-state.ts";
import { dropItem, putItem } from "./put-item.ts";
import { type EngineEvent, markStale, nothingStale, type Stale } from "./stale.ts";
import type { EngineItem, EngineState } from "./state.ts";

export interface KeptState {
  state(): EngineState;
  /** Takes in what the log says; rows that it names are loaded by the next `refresh`. */
  note(events: readonly EngineEvent[]): void;
  /** Rows that the engine itself has written, or tried to. */
  touch(itemIds: Iterable<string>, personIds: Iterable<string>): void;
  /** @throws when the database is away; everything is then loaded anew at the next try. */
  refresh(): Promise<void>;
}

/** The rows that decisions rest on, loaded once and then by id as they change. */
export function keepState(deps: Pick<Deps, "pool" | "clock">, loaded: EngineState): KeptState {
  let state = loaded;
  let stale = nothingStale();
  let itemOf = byConversation(state);

  async function load({ itemIds, personIds, areQueues, isAll }: Stale) {
    if (isAll) {
      state = (await loadState(deps)).state;
      itemOf = byConversation(state);
      return;
    }
    if (areQueues) {
      const queues = await loadQueues(deps.pool);
      state.queues = new Map(queues.map((queue) => [queue.id, queue]));
    }
    if (personIds.size > 0) await reloadPeople([...personIds]);
    if (itemIds.size > 0) await reloadItems([...itemIds]);
  }

  async function reloadPeople(ids: string[]) {
    const people = await loadPeople(deps.pool, ids);
    for (const id of ids) state.people.delete(id);
    for (const person of people) state.people.set(person.id, person);
  }

  async function reloadItems(ids: string[]) {
    const items = await loadItems(deps.pool, ids, deps.clock.now());
    for (const id of ids) forget(id);
    for (const item of items) {
      putItem(state, item);
      itemOf.set(item.conversationId, item);
    }
  }

  function forget(id: string) {
    const before = state.items.get(id);
    if (before && itemOf.get(before.conversationId)?.id === id) itemOf.delete(before.conversationId);
    dropItem(state, id);
  }

  /** Only of chats in hand it matters when something was last said: they rest after a time. */
  function noteWords(conversationId: string | undefined, at: string) {
    const item = itemOf.get(conversationId ?? "");
    if (item?.kind !== "chat" || item.state !== "active") return;
    const spoken = { ...item, lastActivityAt: Date.parse(at) };
    putItem(state, spoken);
    itemOf.set(spoken.conversationId, spoken);
  }

  return {
    state: () => state,
    note(events) {
      for (const event of events) {
        if (event.type.startsWith("interaction.")) noteWords(event.conversationId, event.at);
        else markStale(stale, event);
      }
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

const byConversation = ({ items }: EngineState): Map<string, EngineItem> =>
  new Map([...items.values()].map((item) => [item.conversationId, item]));
