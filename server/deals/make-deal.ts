import { and, asc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { contacts, deals, pipelines, stages } from "../../db/schema/index.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeContactSql } from "../permissions/can-see-contact.ts";
import { getStage } from "./get-stage.ts";

const n = alias(contacts, "n");

/** Makes a deal with a contact; it is its maker's, and at the start of the default pipeline unless a stage is given. */
export async function makeDeal(
  deps: Deps,
  input: {
    access: Access;
    contactId: string;
    title: string;
    stageId?: string;
    amount: number | null;
    currency: string;
  },
): Promise<string> {
  const { access, contactId, title, stageId, amount, currency } = input;
  const now = deps.clock.now();
  return transact(deps, async (tx) => {
    const source = await sourceOf(tx, access, contactId);
    const stage = stageId ? await getStage(tx, stageId) : await firstStage(tx);
    const [made] = await tx.db
      .insert(deals)
      .values({
        title,
        contactId,
        pipelineId: stage.pipelineId,
        stageId: stage.id,
        ownerId: access.personId,
        isOwnerSet: true,
        amount,
        currency,
        source,
        closedAt: stage.kind === "open" ? null : now,
        createdAt: now,
      })
      .returning({ id: deals.id });
    if (!made) throw new Error("The deal was not made.");
    tx.append({
      type: "deal.created",
      actorId: access.personId,
      data: { dealId: made.id, contactId, stageId: stage.id },
    });
    return made.id;
  });
}

async function sourceOf(tx: Tx, access: Access, contactId: string) {
  const [contact] = await tx.db
    .select({ source: n.source })
    .from(n)
    .where(and(eq(n.id, contactId), isNull(n.joinedTo), canSeeContactSql(access)));
  if (contact) return contact.source;
  throw new AppError("invalid", "There is no such contact.", { fields: { contactId: "is no contact" } });
}

async function firstStage(tx: Tx) {
  const [stage] = await tx.db
    .select({ id: stages.id, kind: stages.kind, pipelineId: stages.pipelineId })
    .from(stages)
    .innerJoin(pipelines, eq(pipelines.id, stages.pipelineId))
    .where(eq(pipelines.isDefault, true))
    .orderBy(asc(pipelines.createdAt), asc(stages.position))
    .limit(1);
  if (!stage) throw new AppError("conflict", "There is no pipeline to put a deal in.");
  return stage;
}
