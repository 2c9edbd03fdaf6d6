import type { Deps } from "../../lib/deps.ts";
import { loadItems, loadPeople, loadQueues } from "./load-rows.ts";
import { putItem } from "./put-item.ts";
import { type EngineState, emptyState } from "./state.ts";

/** All that decisions rest on as it was at one moment, and where the event log was then. */
export async function loadState(
  deps: Pick<Deps, "pool" | "clock">,
): Promise<{ state: EngineState; position: number }> {
  const client = await deps.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    const { rows } = await client.query<{ seq: number | null }>("select max(seq) as seq from events");
    const state = emptyState();
    for (const queue of await loadQueues(client)) state.queues.set(queue.id, queue);
    for (const person of await loadPeople(client, undefined)) state.people.set(person.id, person);
    for (const item of await loadItems(client, undefined, deps.clock.now())) putItem(state, item);
    await client.query("commit");
    return { state, position: rows[0]?.seq ?? 0 };
  } catch (error) {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
