import { setImmediate as nextTurn } from "node:timers/promises";
import type pg from "pg";
import { asArrays } from "../../db/row-arrays.ts";
import { inOneGo } from "../lib/lookup-connection.ts";
import { fold, termsOf } from "./fold.ts";
import type { Stale } from "./read-stale.ts";
import * as statements from "./statements.ts";

const mostOfCard = 4_000;
const turnMs = 2;

/** Writes the search documents of what changed; running it again changes nothing. */
export async function indexDocuments(client: pg.Client, stale: Stale): Promise<void> {
  const run = <Row extends object>(name: keyof typeof statements.texts, values: unknown[]) =>
    client.query<Row>({ name: `search-${name}`, text: statements.texts[name], values });
  const conversationIds = `{${stale.conversationIds}}`;
  const named = [stale.contactIds, stale.conversationIds, stale.dealIds, stale.taskIds];
  const [interactions, contacts] = await inOneGo(client, () =>
    Promise.all([
      run<{ id: string; conversationId: string; text: string }>("interactions", [
        `{${stale.interactionIds}}`,
      ]),
      run<{ id: string; isJoined: boolean; text: string }>(
        "contacts",
        named.map((ids) => `{${ids}}`),
      ),
    ]),
  );
  // No term has a space in it.
  const documents = await inTurns(interactions.rows, (row) => ({
    ...row,
    terms: termsOf(row.text).join(" "),
  }));
  const cards = contacts.rows.map(({ text, ...row }) => ({
    ...row,
    text: fold(text).slice(0, mostOfCard).toWellFormed(),
  }));
  const joined = cards.filter(({ isJoined }) => isJoined);
  const own = cards.filter(({ isJoined }) => !isJoined);
  await inOneGo(client, () =>
    Promise.all([
      documents.length > 0 && run("addInteractions", asArrays(documents, statements.documentColumns)),
      stale.conversationIds && run("changeAudience", [conversationIds]),
      own.length > 0 && run("writeContacts", asArrays(own, statements.cardColumns)),
      joined.length > 0 && run("dropContacts", asArrays(joined, { id: "uuid" })),
    ]),
  );
}

/** Others of this process have their turn in between: long texts take a while. */
async function inTurns<Row, Made>(rows: Row[], make: (row: Row) => Made): Promise<Made[]> {
  const made: Made[] = [];
  let turnEndsAt = performance.now() + turnMs;
  for (const row of rows) {
    made.push(make(row));
    if (performance.now() < turnEndsAt) continue;
    await nextTurn();
    turnEndsAt = performance.now() + turnMs;
  }
  return made;
}
