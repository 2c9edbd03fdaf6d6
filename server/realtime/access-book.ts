import type { Deps } from "../lib/deps.ts";
import { type Access, findAccesses } from "../permissions/access.ts";

/** Loads what people may see: one query at a time, so that an older answer never comes after a newer one. */
export interface AccessBook {
  /** Undefined for somebody removed. */
  load(personId: string): Promise<Access | undefined>;
}

export function createAccessBook(deps: Pick<Deps, "db">): AccessBook {
  let waiting: Round | undefined;
  let running: Promise<unknown> = Promise.resolve();

  function openRound(): Round {
    const personIds = new Set<string>();
    const answer = running.then(() => {
      waiting = undefined;
      return findAccesses(deps, [...personIds]);
    });
    running = answer.catch(() => {});
    return { personIds, answer };
  }

  return {
    async load(personId) {
      waiting ??= openRound();
      waiting.personIds.add(personId);
      return (await waiting.answer).get(personId);
    },
  };
}

/** Everybody who asked while the query before was under way. */
interface Round {
  personIds: Set<string>;
  answer: Promise<Map<string, Access>>;
}
