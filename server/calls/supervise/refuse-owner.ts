import { AppError } from "../../lib/app-error.ts";
import type { HeldCall } from "../hold-call.ts";

/** Whoever has a call as their work talks in it as long as it is theirs. @throws AppError `conflict` */
export function refuseOwner({ conversation }: HeldCall, personId: string): void {
  if (conversation.assigneeId === personId)
    throw new AppError("conflict", "The call is yours now: end it, or pass it on.");
}
