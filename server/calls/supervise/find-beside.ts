import type { HeldCall, LegRow } from "../hold-call.ts";
import { talkers } from "../legs/legs.ts";

/** Beside whom one attends a call: whoever has it as their work, or else the first of us who talks. */
export function findBeside(held: HeldCall, personId: string | null): LegRow | undefined {
  if (held.call.stage !== "active") return undefined;
  const others = talkers(held).filter((leg) => leg.personId !== null && leg.personId !== personId);
  return others.find((leg) => leg.personId === held.conversation.assigneeId) ?? others[0];
}
