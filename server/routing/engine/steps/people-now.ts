import type { Tx } from "../../../lib/transact.ts";
import { loadPeople } from "../load-rows.ts";
import { isReady, isThere } from "../person-state.ts";

/** By the rows, which may be newer than what was planned on. */
export async function isReadyNow(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await loadPeople(tx.client, [personId]);
  return person !== undefined && isReady(person);
}

export async function isThereNow(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await loadPeople(tx.client, [personId]);
  return person !== undefined && isThere(person);
}
