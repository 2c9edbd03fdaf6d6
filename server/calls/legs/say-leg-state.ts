import { notFound } from "../../lib/app-error.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { changeOwnCall } from "../change-own-call.ts";
import { connectLeg } from "./connect-leg.ts";
import { dropLate, findLeg } from "./legs.ts";
import { letGo } from "./let-go.ts";

interface Said {
  access: Access;
  callId: string;
  legId: string;
  state: "connected" | "ended";
  /** In the browser's words. */
  detail: string | null;
}

/** Takes over how one's own leg is. One that ends, and that nobody ended here, was lost. */
export async function sayLegState(deps: Deps, { access, callId, legId, state, detail }: Said): Promise<void> {
  await changeOwnCall(deps, { access, callId }, async (tx, held) => {
    const leg = findLeg(held, legId);
    if (leg?.personId !== access.personId) throw notFound("leg");
    if (leg.state === "ended") return dropLate(held, leg, state);
    if (state === "connected") return connectLeg(tx, held, leg);
    deps.log.info({ callId, legId, detail }, "A leg has ended in its browser");
    await letGo(tx, held, leg, { reason: "failed", isLost: true });
  });
}
