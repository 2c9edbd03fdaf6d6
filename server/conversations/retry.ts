import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { conversations, interactions } from "../../db/schema/index.ts";
import { AppError, notFound } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { canSeeSql } from "../permissions/can-see.ts";

const c = alias(conversations, "c");

/** Sends again what failed or may not have been sent; asked twice, it goes once. */
export async function retry(deps: Deps, input: { access: Access; interactionId: string }): Promise<void> {
  const { access, interactionId } = input;
  await transact(deps, async (tx) => {
    const [found] = await tx.db
      .select({ interaction: interactions })
      .from(interactions)
      .innerJoin(c, eq(c.id, interactions.conversationId))
      .where(and(eq(interactions.id, interactionId), canSeeSql(access)))
      .for("update");
    if (!found) throw notFound("interaction");
    const { state, version, conversationId } = found.interaction;
    if (state === "queued" || state === "sending") return;
    if (state !== "failed" && state !== "unknown") {
      throw new AppError("conflict", "This was not a failed answer.");
    }
    await tx.db
      .update(interactions)
      .set({ state: "queued", failure: null, version: version + 1, updatedAt: deps.clock.now() })
      .where(eq(interactions.id, interactionId));
    tx.append({
      type: "interaction.stateChanged",
      conversationId,
      actorId: access.personId,
      data: { interactionId, state: { from: state, to: "queued" } },
    });
    await addJob(tx, "sendInteraction", { interactionId });
  });
}
