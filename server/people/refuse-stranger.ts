import { AppError } from "../lib/app-error.ts";
import type { Tx } from "../lib/transact.ts";
import { findAccess } from "../permissions/access.ts";

/** @throws AppError invalid, on that field, for somebody who is not here. */
export async function refuseStranger(
  tx: Tx,
  personId: string,
  field: "assigneeId" | "ownerId",
): Promise<void> {
  if (await findAccess(tx, personId)) return;
  throw new AppError("invalid", "This person is not here.", { fields: { [field]: "is nobody here" } });
}
