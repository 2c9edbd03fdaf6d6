import { sql } from "drizzle-orm";
import { listConversations } from "../../server/conversations/list-conversations.ts";
import type { Deps } from "../../server/lib/deps.ts";
import type { Access } from "../../server/permissions/access.ts";
import { canSeeSql } from "../../server/permissions/can-see.ts";
import { findContactIds } from "../../server/search/find-contact-ids.ts";
import { findInteractions } from "../../server/search/find-interactions.ts";
import { search } from "../../server/search/search.ts";
import { emailOf, messageText, phoneOf, rareWord } from "./texts.ts";

export interface Looks {
  inbox: ((round: number) => Promise<unknown>)[];
  search: ((round: number) => Promise<unknown>)[];
  /** @throws when a page has other rows than a slow and obvious query finds. */
  check(): Promise<void>;
}

const limit = 20;

/** The published mix: rare, common and two words, half a phone number, half an email, Cyrillic, CJK. */
const mix = (round: number, conversations: number): Record<string, string> => {
  const nth = (round * 7_907 * 3) % (conversations * 3);
  const contact = (round * 7_907) % Math.ceil(conversations / 2);
  return {
    rare: rareWord(nth - (nth % 10) + 3),
    common: "order",
    "two words": "late refund",
    "half a phone number": phoneOf(contact).slice(5),
    "half an email": emailOf(contact).split("@")[0] ?? "",
    Cyrillic: "возврат посылка",
    CJK: [...messageText(nth - (nth % 10))].slice(3, 6).join(""),
  };
};

export function looksOf(deps: Deps, access: Access, conversations: number): Looks {
  const kinds = Object.keys(mix(0, conversations));
  return {
    inbox: (["all", "unassigned", "mine", "waiting"] as const).map(
      (view) => () => listConversations(deps, { access, view, limit: 50 }),
    ),
    search: kinds.map(
      (kind) => (round) => search(deps, { access, q: mix(round, conversations)[kind] ?? "", limit }),
    ),
    async check() {
      for (const [kind, q] of Object.entries(mix(5, conversations))) await checkRows(deps, access, kind, q);
    },
  };
}

async function checkRows(deps: Deps, access: Access, kind: string, q: string): Promise<void> {
  const isContact = kind.startsWith("half");
  const found = isContact
    ? await findContactIds(deps, { access, q, limit })
    : (await findInteractions(deps, { access, q, limit })).map(({ id }) => id);
  const { rows } = await deps.db.execute<{ id: string }>(
    isContact
      ? sql`select s.contact_id as id from search_contacts s where position(${q} in s.text) > 0
          and exists (select from conversations c where c.contact_id = s.contact_id and ${canSeeSql(access)})
          order by 1 desc limit ${limit}`
      : sql`select i.id from interactions i join conversations c on c.id = i.conversation_id
          where ${sql.join(
            q.split(" ").map((word) => sql`position(${word} in i.text) > 0`),
            sql` and `,
          )}
          and ${canSeeSql(access)} order by 1 desc limit ${limit}`,
  );
  const expected = rows.map(({ id }) => id);
  if (found.join() !== expected.join())
    throw new Error(`Search (${kind}, '${q}') found other rows than it should.`);
}
