import { AppError } from "../../lib/app-error.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import type { HeldCall } from "../hold-call.ts";
import { isLed } from "./is-led.ts";

/** @throws AppError `forbidden` */
export async function refuseUnlessLed(tx: Tx, access: Access, held: HeldCall): Promise<void> {
  if (await isLed(tx, access, held)) return;
  throw new AppError("forbidden", "Only whoever leads those who talk, or their queue, attends a call.");
}
