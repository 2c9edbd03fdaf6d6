import { AppError } from "../../lib/app-error.ts";
import type { HeldCall } from "../hold-call.ts";
import { isBeingCalled } from "./is-being-called.ts";

/** Until whomever we call has answered, the call can only be ended. @throws AppError `conflict` */
export function refuseUnanswered({ call }: HeldCall): void {
  if (isBeingCalled(call)) throw new AppError("conflict", "This can be done once they have answered.");
}
