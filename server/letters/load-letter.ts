import type { Correspondent, Letter, Quoted } from "../../connectors/contract.ts";
import type { Envelope } from "../../db/schema/letters.ts";
import type { Deps } from "../lib/deps.ts";
import { findBefore, lineOf } from "./find-line.ts";

interface Own {
  subject: string | null;
  html: string | null;
  envelope: Envelope | null;
  quotedId: string | null;
  quotedAs: Quoted["kind"] | null;
}

/** What a message has to be sent with where messages are letters; what its writer left out follows from the last that came. */
export async function loadLetter(
  deps: Pick<Deps, "pool">,
  { interactionId, conversationId }: { interactionId: string; conversationId: string },
): Promise<Letter> {
  const [own, before, start] = await Promise.all([
    findOwn(deps, interactionId),
    findBefore(deps, interactionId, conversationId),
    findStart(deps, conversationId),
  ]);
  const last = before.findLast((one) => one.direction === "in" && one.isFromPerson && one.envelope);
  const to = own?.envelope?.to ?? answerTo(last?.envelope) ?? start.addresses;
  const quoted =
    own?.quotedId && own.quotedAs ? await loadQuoted(deps, own.quotedId, own.quotedAs) : undefined;
  return {
    subject: own?.subject ?? answerSubject(last?.subject ?? start.subject ?? ""),
    ...(own?.html && { html: own.html }),
    to,
    cc: own?.envelope?.cc ?? [],
    bcc: own?.envelope?.bcc ?? [],
    ...(quoted && { quoted }),
    before: await lineOf(deps, before),
    writtenTo: writtenTo(last?.envelope),
  };
}

async function findOwn({ pool }: Pick<Deps, "pool">, id: string): Promise<Own | undefined> {
  const { rows } = await pool.query<Own>(
    `select subject, html, envelope, quoted_id as "quotedId", quoted_as as "quotedAs" from letters
    where interaction_id = $1`,
    [id],
  );
  return rows[0];
}

async function findStart({ pool }: Pick<Deps, "pool">, conversationId: string) {
  const { rows } = await pool.query<{ subject: string | null; address: string | null; name: string | null }>(
    `select c.subject, t.address, n.name from conversations c join contacts n on n.id = c.contact_id
    left join lateral (select address from identities where contact_id = c.contact_id and kind = 'email'
      order by is_proven desc, created_at limit 1) t on true
    where c.id = $1`,
    [conversationId],
  );
  const { subject = null, address, name } = rows[0] ?? {};
  return { subject, addresses: address ? [{ address, ...(name && { name }) }] : [] };
}

async function loadQuoted(
  { pool }: Pick<Deps, "pool">,
  id: string,
  kind: Quoted["kind"],
): Promise<Quoted | undefined> {
  const { rows } = await pool.query(
    `select i.text, coalesce(i.sent_at, i.created_at) as at, l.html, l.subject, l.envelope,
      coalesce(p.name, n.name) as name
    from interactions i left join letters l on l.interaction_id = i.id
    left join people p on p.id = i.author_id left join contacts n on n.id = i.contact_id
    where i.id = $1`,
    [id],
  );
  const row = rows[0];
  if (!row) return undefined;
  const { text, at, html, subject, envelope, name } = row;
  return {
    kind,
    from: envelope?.from ?? { address: "", name: name ?? "" },
    to: envelope?.to ?? [],
    cc: envelope?.cc ?? [],
    subject: subject ?? "",
    at: at.toISOString(),
    text,
    ...(html && { html }),
  };
}

const answerTo = (envelope: Envelope | null | undefined): Correspondent[] | undefined => {
  if (!envelope) return undefined;
  if (envelope.replyTo?.length) return envelope.replyTo;
  return envelope.from && [envelope.from];
};

const answerSubject = (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`.trim());

function writtenTo(envelope: Envelope | null | undefined): string[] {
  const own = new Set(envelope?.own);
  return [...(envelope?.to ?? []), ...(envelope?.cc ?? [])]
    .map(({ address }) => address.toLowerCase())
    .filter((address) => own.has(address));
}
