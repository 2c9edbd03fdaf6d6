import { and, eq, isNull } from "drizzle-orm";
import { callFlows } from "../../../db/schema/call-flows.ts";
import { AppError, notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import { type Tx, transact } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import type { CallFlowValues } from "./create-call-flow.ts";
import { refuseBadCallFlow } from "./refuse-bad-call-flow.ts";
import { refuseBadNumbers } from "./refuse-bad-numbers.ts";
import { setSounds } from "./set-sounds.ts";

interface ChangeInput {
  access: Access;
  callFlowId: string;
  /** The one that was changed. */
  version: number;
  values: CallFlowValues;
}

/** @throws AppError `conflict` where somebody else has saved it since. */
export async function changeCallFlow(
  deps: Pick<Deps, "pool" | "db" | "clock" | "carriers" | "log">,
  { access, callFlowId, version, values }: ChangeInput,
): Promise<void> {
  await refuseBadNumbers(deps, values);
  await transact(deps, async (tx) => {
    await lockVersion(tx, callFlowId, version);
    await refuseBadCallFlow(tx, access, values);
    await tx.db
      .update(callFlows)
      .set({ ...values, version: version + 1, updatedAt: deps.clock.now() })
      .where(eq(callFlows.id, callFlowId));
    await setSounds(tx, callFlowId, values);
    tx.append({ type: "callFlow.updated", actorId: access.personId, data: { callFlowId } });
  });
}

async function lockVersion(tx: Tx, callFlowId: string, version: number) {
  const [row] = await tx.db
    .select({ version: callFlows.version })
    .from(callFlows)
    .where(and(eq(callFlows.id, callFlowId), isNull(callFlows.archivedAt)))
    .for("no key update");
  if (!row) throw notFound("call flow");
  if (row.version === version) return;
  throw new AppError("conflict", "Somebody else has saved this call flow since you opened it.");
}
