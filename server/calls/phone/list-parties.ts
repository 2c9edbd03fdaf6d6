import { sql } from "drizzle-orm";
import type { Colleague } from "../../contract/call-parties.ts";
import type { Deps } from "../../lib/deps.ts";
import type { Access } from "../../permissions/access.ts";
import { getCall } from "../queries.ts";

/** Who can be brought into a call now. @throws AppError not_found */
export async function listParties(
  deps: Deps,
  { access, callId }: { access: Access; callId: string },
): Promise<{ colleagues: Colleague[]; canDial: boolean }> {
  const { channelId } = await getCall(deps, access, callId);
  // The list must not give away who listens or whispers in this very call.
  const { rows } = await deps.db.execute<Colleague & Record<string, unknown>>(sql`
    select p.id as "personId", p.has_phone as "hasPhone", exists (select from call_legs l
      where l.person_id = p.id and l.state <> 'ended' and (l.role = 'talk' or l.call_id <> ${callId})) as "isInCall"
    from people p where p.removed_at is null and p.id <> ${access.personId} order by p.id`);
  return { colleagues: rows, canDial: deps.carriers.voiceOf(channelId)?.dial !== undefined };
}
