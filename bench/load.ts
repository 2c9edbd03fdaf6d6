import type { Inbound, Received } from "../connectors/contract.ts";
import { newId } from "../db/schema/columns.ts";
import type { BenchHub } from "./hub.ts";

const knownContacts = 1_000;
const producers = 16;
const inFlightEach = 8;
const firstNewContact = 1_000_000;

export interface Load {
  channelId: string;
  /** The next message of the mix: 200 characters, half from known contacts, one in ten a duplicate. */
  next(): Inbound;
}

/** A channel that makes deals and tasks, and contacts who have written before. */
export async function makeLoad(hub: BenchHub): Promise<Load> {
  const { pool } = hub.deps;
  const channelId = newId();
  const rules = { makeDeal: true, makeTask: true, answerWithinMinutes: 15, reopenWithinDays: 7 };
  await pool.query("insert into channels (id, connector, name, rules) values ($1, 'api', 'Bench', $2)", [
    channelId,
    rules,
  ]);
  await pool.query(
    `with p as (insert into pipelines (id, name, is_default) values ($1, 'Sales', true) returning id)
    insert into stages (id, pipeline_id, name, position) select $2, id, 'New', 0 from p`,
    [newId(), newId()],
  );
  const run = newId();
  let made = 0;
  let before: Inbound | undefined;
  return {
    channelId,
    next() {
      made++;
      if (made % 10 === 0 && before) return before;
      const nth = made % 2 === 0 ? (made * 7919) % knownContacts : firstNewContact + made;
      const message: Inbound = {
        type: "message",
        externalId: `${run}-${made}`,
        thread: String(nth),
        from: personOf(nth),
        text: texts[made % texts.length] ?? "",
      };
      if (made % 10 === 5) before = message;
      return message;
    },
  };
}

/** Has every known contact write once, so that they are known. */
export async function introduce(load: Load, accept: Accept): Promise<void> {
  await Promise.all(
    Array.from({ length: knownContacts }, (_, nth) =>
      accept(load.channelId, {
        type: "message",
        externalId: `hello-${nth}`,
        thread: String(nth),
        from: personOf(nth),
        text: "Hello",
      }),
    ),
  );
}

type Accept = (channelId: string, inbound: Inbound) => Promise<Received>;

/** 16 producers with 8 messages in flight each, for so many seconds; gives how many were new. */
export async function produce(load: Load, accept: Accept, seconds: number): Promise<number> {
  const endAt = performance.now() + seconds * 1000;
  let fresh = 0;
  const one = async () => {
    while (performance.now() < endAt) {
      const { duplicate } = await accept(load.channelId, load.next());
      if (!duplicate) fresh++;
    }
  };
  await Promise.all(Array.from({ length: producers * inFlightEach }, one));
  return fresh;
}

/** As a messenger knows people: by a number, with the name that they gave themselves. */
function personOf(nth: number): Extract<Inbound, { type: "message" }>["from"] {
  const name = `${given[nth % given.length]} ${family[nth % family.length]}`;
  return { identity: { kind: "messenger", address: String(7_000_000_000 + nth) }, name };
}

const given = "Ada Boris Chen Dana Emeka Fatima Goran Hanna Ivan Jun Karla Lea Marek".split(" ");
const family = "Novak Okafor Petrov Rossi Sato Schmidt Tanaka Usman Varga Weber Yilmaz".split(" ");

const words =
  "order delivery invoice please where when address number thank you broken window Tuesday refund account help new old blue parcel".split(
    " ",
  );

// Made beforehand, because making them is no part of what is measured.
const texts = Array.from({ length: 997 }, (_, nth) => textOf(nth));

function textOf(nth: number): string {
  let text = `Message ${nth}:`;
  for (let at = nth; text.length < 200; at += 7) text += ` ${words[at % words.length]}`;
  return text.slice(0, 200);
}
