import { and, eq } from "drizzle-orm";
import { interactions } from "../../db/schema/index.ts";
import { whereIs } from "../ingest/hold-interaction.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { addJob } from "../lib/jobs.ts";
import { transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { holdConversation } from "./hold.ts";

/** Sends again what failed or may not have been sent; asked twice, it goes once. */
export async function retry(deps: Deps, input: { access: Access; interactionId: string }): Promise<void> {
  const { access, interactionId } = input;
  await transact(deps, async (tx) => {
    const conversationId = await whereIs(tx, interactionId);
    await holdConversation(tx, access, conversationId);
    const [held] = await tx.db
      .select()
      .from(interactions)
      .where(and(eq(interactions.id, interactionId), eq(interactions.conversationId, conversationId)))
      .for("no key update");
    if (!held) throw new AppError("conflict", "It was moved in the meantime.");
    const { state, version } = held;
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
