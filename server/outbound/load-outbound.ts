import type { Identity, Outbound } from "../../connectors/contract.ts";
import { loadLetter } from "../letters/load-letter.ts";
import type { Deps } from "../lib/deps.ts";
import { cameByThread } from "./came-by-thread.ts";
import type { Attempt } from "./claim.ts";
import { openFile } from "./open-file.ts";

/** What the connector is given to send. */
export async function loadOutbound(
  deps: Deps,
  { interactionId, conversationId }: Attempt,
  { letters }: { letters: boolean },
): Promise<Outbound> {
  const { rows } = await deps.pool.query(
    `select i.text, i.created_at as "createdAt", c.thread, c.channel_id as "channelId", c.contact_id as "contactId",
      p.name, p.image,
      (select last.external_id from interactions last where last.conversation_id = c.id and last.direction = 'in'
        and last.external_id is not null and ${cameByThread("last", "c")} order by last.position desc limit 1) as "lastExternalId",
      coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'contentType', f.content_type,
        'size', f.size, 'sha256', f.sha256) order by f.id) from files f where f.interaction_id = i.id or f.interaction_id = l.quoted_id
          and (f.place = 'inline' or f.place is null and l.quoted_as = 'forwarded')), '[]') as files
    from interactions i left join letters l on l.interaction_id = i.id
    join conversations c on c.id = i.conversation_id
    left join people p on p.id = i.author_id
    where i.id = $1`,
    [interactionId],
  );
  const row = rows[0];
  return {
    key: interactionId,
    conversationId,
    thread: row.thread,
    to: await findAddress(deps, row),
    text: row.text,
    files: row.files.map((file: Parameters<typeof openFile>[1]) => openFile(deps, file)),
    author: { name: row.name ?? "", ...(row.image && { avatarUrl: row.image }) },
    createdAt: row.createdAt.toISOString(),
    ...(letters && { letter: await loadLetter(deps, { interactionId, conversationId }) }),
  };
}

/** Where the contact wrote from last; else what is proven of the contact; else what somebody claimed. */
async function findAddress(
  deps: Deps,
  {
    channelId,
    contactId,
    lastExternalId,
    thread,
  }: { [Key in "channelId" | "contactId" | "lastExternalId" | "thread"]: string },
): Promise<Identity> {
  return (
    (lastExternalId && (await senderOf(deps, channelId, lastExternalId))) ||
    (await identityOf(deps, contactId)) || { kind: "thread", address: thread }
  );
}

async function senderOf(deps: Deps, channelId: string, externalId: string): Promise<Identity | undefined> {
  const { rows } = await deps.pool.query<{ item: Buffer }>(
    "select item from inbound where channel_id = $1 and external_id = $2",
    [channelId, externalId],
  );
  return rows[0] && JSON.parse(rows[0].item.toString("utf8")).from?.identity;
}

async function identityOf(deps: Deps, contactId: string): Promise<Identity | undefined> {
  const { rows } = await deps.pool.query<Identity>(
    "select kind, address from identities where contact_id = $1 order by is_proven desc, created_at, id limit 1",
    [contactId],
  );
  return rows[0];
}
