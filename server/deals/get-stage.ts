import { eq } from "drizzle-orm";
import { stages } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";

/** @throws AppError invalid */
export async function getStage(tx: Tx, id: string) {
  const [stage] = await tx.db
    .select({ id: stages.id, kind: stages.kind, pipelineId: stages.pipelineId })
    .from(stages)
    .where(eq(stages.id, id));
  if (stage) return stage;
  throw new AppError("invalid", "There is no such stage.", { fields: { stageId: "is no stage" } });
}
