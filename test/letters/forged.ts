import type { InboundMessage } from "../../connectors/contract.ts";
import type { LetterValues, LetterWorld } from "../../server/ingest/test-letters.ts";
import { setAuthenticity } from "../../server/letters/set-authenticity.ts";
import type { TestHub } from "../factories.ts";
import { setIngest } from "../set-ingest.ts";

export interface Taken {
  id: string;
  conversationId: string;
  contactId: string;
}

/** Letters that come in, are found forged, and where they and their cards are then. */
export function setForged(hub: TestHub, worldOf: () => LetterWorld) {
  const { deps } = hub;
  const own = setIngest(hub);

  async function take(id: string, values: LetterValues, more: Partial<InboundMessage> = {}): Promise<Taken> {
    const letter = { ...worldOf().letter(id, values), ...more };
    const { inboundId } = await own.ingest.accept(own.channelId, letter);
    await own.ingest.idle();
    const { conversationId, authorId } = await where({ id: inboundId });
    return { id: inboundId, conversationId, contactId: authorId };
  }

  const find = ({ id }: Taken) => setAuthenticity(deps, id, "failed");

  async function where({ id }: { id: string }) {
    const { rows } = await deps.pool.query(
      `select c.id as "conversationId", c.contact_id as "contactId", c.status, c.assignee_id as "assigneeId",
        c.waiting_since is not null as "isWaiting", c.previous_id as "previousId", i.contact_id as "authorId", i.why,
        l.authenticity, (select count(*)::int from trail_marks where interaction_id = i.id) as marks
      from interactions i join conversations c on c.id = i.conversation_id
      left join letters l on l.interaction_id = i.id where i.id = $1`,
      [id],
    );
    const [{ why, ...row }] = rows;
    return { ...row, signals: why.thread.map(({ signal }: { signal: string }) => signal) };
  }

  async function identitiesOf(contactId: string): Promise<string[]> {
    const { rows } = await deps.pool.query(
      "select kind, address, is_proven as proven from identities where contact_id = $1 order by kind",
      [contactId],
    );
    return rows.map(({ kind, address, proven }) => `${kind} ${address} ${proven ? "proven" : "claimed"}`);
  }

  async function cardsOf(address: string): Promise<string[]> {
    const { rows } = await deps.pool.query(
      "select contact_id as id from identities where kind = 'email' and address = $1 order by 1",
      [address],
    );
    return rows.map(({ id }) => id);
  }

  async function timeline(conversationId: string): Promise<string[]> {
    const { rows } = await deps.pool.query(
      "select text, data from interactions where conversation_id = $1 order by position",
      [conversationId],
    );
    return rows.map(({ text, data }) => data?.what ?? text);
  }

  return { take, find, where, identitiesOf, cardsOf, timeline };
}
