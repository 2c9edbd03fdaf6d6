import { callFlows } from "../../../db/schema/call-flows.ts";
import { newId } from "../../../db/schema/columns.ts";
import type { Deps } from "../../lib/deps.ts";
import { transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import type { Flow } from "../flow/flow.ts";
import { refuseBadCallFlow } from "./refuse-bad-call-flow.ts";
import { refuseBadNumbers } from "./refuse-bad-numbers.ts";
import { setSounds } from "./set-sounds.ts";

export interface CallFlowValues extends Flow {
  name: string;
}

/** @returns its id */
export async function createCallFlow(
  deps: Pick<Deps, "pool" | "db" | "clock" | "carriers" | "log">,
  { access, values }: { access: Access; values: CallFlowValues },
): Promise<string> {
  await refuseBadNumbers(deps, values);
  return transact(deps, async (tx) => {
    const callFlowId = newId();
    await refuseBadCallFlow(tx, access, values);
    await tx.db.insert(callFlows).values({ id: callFlowId, ...values });
    await setSounds(tx, callFlowId, values);
    tx.append({ type: "callFlow.updated", actorId: access.personId, data: { callFlowId } });
    return callFlowId;
  });
}
