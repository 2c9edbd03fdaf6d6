import type { LegRef } from "../../../connectors/contract.ts";
import type { LegRow } from "../hold-call.ts";

/** Also says beside whose leg one stands, for a carrier that goes from browser to browser. */
export function nameBeside(legs: readonly Pick<LegRow, "id" | "personId">[], ref: LegRef): LegRef {
  const personId = legs.find(({ id }) => id === ref.by)?.personId;
  return personId ? { ...ref, byPersonId: personId } : ref;
}
