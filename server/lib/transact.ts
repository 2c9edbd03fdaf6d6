import { type Tx as TxOf, transact as transactOn } from "../../db/transact.ts";
import type { HubEvent } from "../contract/events.ts";
import type { Deps } from "./deps.ts";

export type Tx = TxOf<HubEvent>;

/** Commits the work's rows, jobs and events together; see db/transact.ts. */
export const transact = <T>(deps: Pick<Deps, "pool">, work: (tx: Tx) => Promise<T>): Promise<T> =>
  transactOn<T, HubEvent>(deps.pool, work);
