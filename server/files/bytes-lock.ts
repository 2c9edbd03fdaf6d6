import type { Tx } from "../lib/transact.ts";

const firstHalf = 7_412_003;

/**
 * Keeps two apart that would not see each other in the table: who is about to name bytes that are there already, and
 * who has found that nobody names them and is about to delete them.
 */
export async function lockBytes(
  tx: Pick<Tx, "client">,
  sha256s: string[],
  purpose: "naming" | "deleting",
): Promise<void> {
  const lock = purpose === "naming" ? "pg_advisory_xact_lock_shared" : "pg_advisory_xact_lock";
  await tx.client.query(`select ${lock}($1, hashtext(sha256)) from unnest($2::text[]) sha256`, [
    firstHalf,
    sha256s,
  ]);
}
