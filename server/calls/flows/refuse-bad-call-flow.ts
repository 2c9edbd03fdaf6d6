import { sql } from "drizzle-orm";
import { AppError } from "../../lib/app-error.ts";
import { uuids } from "../../lib/rows.ts";
import type { Tx } from "../../lib/transact.ts";
import type { Access } from "../../permissions/access.ts";
import { namedBy, refuseUnknown } from "../../routing/refuse-unknown.ts";
import { flawsOf } from "../flow/flaws-of.ts";
import type { Flow } from "../flow/flow.ts";
import { soundsOf } from "../flow/sounds-of.ts";

/** What telephones and browsers play alike. */
const soundTypes = ["audio/mpeg", "audio/wav", "audio/vnd.wave", "audio/x-wav"];

/** What the schema cannot say of a flow, and what it names that is not there. @throws AppError `invalid` */
export async function refuseBadCallFlow(tx: Tx, access: Access, flow: Flow): Promise<void> {
  refuseFlaws(flow);
  await refuseUnknown(
    tx,
    Object.entries(flow.nodes).flatMap(([id, node]) =>
      node.type === "queue" ? namedBy("queue", [node.queueId], `nodes.${id}.queueId`) : [],
    ),
  );
  await refuseBadSounds(tx, access, flow);
}

/** @throws AppError `invalid` */
export function refuseFlaws(flow: Flow): void {
  refuse(flawsOf(flow));
}

/** Locked, so that what forgets uploads waits and finds them named. */
async function refuseBadSounds(tx: Tx, { personId }: Access, flow: Flow) {
  const named = soundsOf(flow);
  if (named.length === 0) return;
  const { rows } = await tx.db.execute<{ id: string; contentType: string }>(sql`
    select id, content_type as "contentType" from files
    where id = any(${uuids(named.map(({ fileId }) => fileId))}::uuid[])
      and (uploaded_by = ${personId} and interaction_id is null
        or id in (select file_id from call_flow_sounds))
    order by id for key share`);
  const typeOf = new Map(rows.map(({ id, contentType }) => [id, contentType]));
  const problems = named.flatMap(({ fileId, field }): [string, string][] => {
    const type = typeOf.get(fileId);
    if (type === undefined) return [[field, "names a sound that is not there"]];
    return soundTypes.includes(type) ? [] : [[field, "is neither MP3 nor WAV"]];
  });
  refuse(Object.fromEntries(problems));
}

function refuse(fields: Record<string, string>) {
  if (Object.keys(fields).length === 0) return;
  throw new AppError("invalid", "Some fields are not right.", { fields });
}
