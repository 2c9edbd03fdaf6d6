import { eq, sql } from "drizzle-orm";
import { teams } from "../../db/schema/people.ts";
import { AppError } from "../lib/app-error.ts";
import type { Deps } from "../lib/deps.ts";
import { type Tx, transact } from "../lib/transact.ts";
import type { Access } from "../permissions/access.ts";
import { setMembers } from "./set-members.ts";
import { lockTeam } from "./update-team.ts";

export async function deleteTeam(
  deps: Pick<Deps, "pool">,
  { access, teamId }: { access: Access; teamId: string },
): Promise<void> {
  const actorId = access.personId;
  await transact(deps, async (tx) => {
    await lockTeam(tx, teamId);
    await refuseWhileAlone(tx, teamId);
    await setMembers(tx, { teamId, memberIds: [], actorId });
    await tx.db.delete(teams).where(eq(teams.id, teamId));
    tx.append({ type: "team.updated", actorId, data: { teamId } });
  });
}

/** A channel without teams is everybody's, so the last one of a channel cannot just go. */
async function refuseWhileAlone(tx: Tx, teamId: string) {
  const { rows } = await tx.db.execute<{ name: string }>(sql`
    select c.name from channel_teams mine join channels c on c.id = mine.channel_id
    where mine.team_id = ${teamId} and c.archived_at is null
      and not exists (select from channel_teams o where o.channel_id = c.id and o.team_id <> ${teamId})
    limit 1`);
  if (rows[0]) {
    throw new AppError(
      "conflict",
      `Only this team has the channel “${rows[0].name}”. Give it to another first.`,
    );
  }
}
