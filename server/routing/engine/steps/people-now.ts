import type { Tx } from "../../../lib/transact.ts";
import { loadPeople } from "../load-rows.ts";
import { canAnswer, isThere } from "../person-state.ts";

/** By the rows, which may be newer than what was planned on. */
export async function canAnswerNow(
  tx: Tx,
  personId: string,
  item: Parameters<typeof canAnswer>[1],
): Promise<boolean> {
  const [person] = await loadPeople(tx.client, [personId]);
  return person !== undefined && canAnswer(person, item);
}

export async function isThereNow(tx: Tx, personId: string): Promise<boolean> {
  const [person] = await loadPeople(tx.client, [personId]);
  return person !== undefined && isThere(person);
}
