import { sql } from "drizzle-orm";
import { workspace } from "../../../db/schema/workspace.ts";
import { newOwner } from "../../../recordings/store/key.ts";
import type { Deps } from "../../lib/deps.ts";

interface Ownership {
  owner: string;
  takenOver: string[];
}

/**
 * Under what this hub keeps recordings. A copy of its database, restored or dumped, has the same rows and perhaps the same bucket,
 * so it gets an owner of its own: it hears what was recorded before, and takes none of it away.
 */
export async function ownRecordings({ db, log }: Pick<Deps, "db" | "log">): Promise<Ownership> {
  await db.insert(workspace).values({}).onConflictDoNothing();
  return db.transaction(async (tx) => {
    const { recordingOwner, recordingPlace, recordingsTakenOver } = workspace;
    const [row] = await tx
      .select({ owner: recordingOwner, place: recordingPlace, takenOver: recordingsTakenOver, here })
      .from(workspace)
      .for("update");
    if (row?.owner && row.place === row.here) return { owner: row.owner, takenOver: row.takenOver };
    const owner = newOwner();
    await tx
      .update(workspace)
      .set({ recordingOwner: owner, recordingPlace: row?.here, recordingsTakenOver: [] });
    if (row?.owner) log.warn(copied);
    return { owner, takenOver: [] };
  });
}

/** Which database this is: of which server, and which of it. */
const here = sql<string>`(select c.system_identifier || '/' || d.oid from pg_control_system() c, pg_database d
  where d.datname = current_database())`;

const copied =
  "This database is a copy of another hub's: recordings that were made before can be heard here, but their sound is never deleted. If that hub is gone for good, take them over: npm run take-over-recordings";
