import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { findAccess } from "../permissions/access.ts";

/** @throws AppError invalid for an assignee who is not here. */
export async function refuseStranger(tx: Tx, assigneeId: string): Promise<void> {
  if (await findAccess(tx, assigneeId)) return;
  throw new AppError("invalid", "This person is not here.", { fields: { assigneeId: "is nobody here" } });
}
