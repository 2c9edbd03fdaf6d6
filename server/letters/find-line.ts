import type { Letter } from "../../connectors/contract.ts";
import type { Envelope } from "../../db/schema/letters.ts";
import type { Deps } from "../lib/deps.ts";

const mostBefore = 60;

export interface Before {
  id: string;
  position: number;
  messageId: string | null;
  direction: "in" | "out";
  subject: string | null;
  envelope: Envelope | null;
  /** Said by somebody who is who he says he is, as far as anybody knows. */
  isFromPerson: boolean;
  /** What the letter at hand was written as an answer to. */
  isQuoted: boolean;
}

/** What was said before a letter, oldest first; of ours only what was sent, as nobody else knows of the rest. */
export async function findBefore(
  { pool }: Pick<Deps, "pool">,
  id: string,
  conversationId: string,
): Promise<Before[]> {
  const { rows } = await pool.query<Before>(
    `select i.id, i.position, l.message_id as "messageId", i.direction, l.subject, l.envelope,
      coalesce(l.nature is null and l.authenticity is distinct from 'failed', true) as "isFromPerson",
      own.quoted_id is not null as "isQuoted"
    from interactions i left join letters l on l.interaction_id = i.id
    left join letters own on own.interaction_id = $2 and own.quoted_as = 'answered' and own.quoted_id = i.id
    where i.conversation_id = $1 and i.kind = 'message' and i.state not in ('queued', 'sending', 'failed')
      and i.position < (select position from interactions where id = $2)
      and (i.direction = 'out' or l.message_id is not null)
    order by "isQuoted" desc, i.position desc limit ${mostBefore}`,
    [conversationId, id],
  );
  return rows.sort((a, b) => a.position - b.position);
}

/**
 * What a letter goes on from, oldest first: what its writer chose to answer, else the last from outside, and before that
 * what that named; where it named nothing, what was said until then.
 */
export async function lineOf(deps: Pick<Deps, "pool">, before: Before[]): Promise<Letter["before"]> {
  const answered =
    before.find(({ isQuoted }) => isQuoted) ??
    before.findLast(({ direction, isFromPerson }) => direction === "in" && isFromPerson) ??
    before.findLast(({ direction }) => direction === "in") ??
    before.at(-1);
  if (!answered) return [];
  const named = answered.direction === "in" ? await referencesOf(deps, answered.id) : [];
  if (named.length > 0) return [...named.map((id) => ({ id })), nameOf(answered)];
  return before.slice(0, before.indexOf(answered) + 1).map(nameOf);
}

/** Oldest first, as the ledger keeps them. */
async function referencesOf({ pool }: Pick<Deps, "pool">, id: string): Promise<string[]> {
  const { rows } = await pool.query<{ item: Buffer }>("select item from inbound where id = $1", [id]);
  const references: string[] = rows[0]
    ? (JSON.parse(rows[0].item.toString("utf8")).trail?.references ?? [])
    : [];
  return references.toReversed();
}

const nameOf = ({ id, messageId }: Before) => (messageId ? { id: messageId } : { key: id });
