import { afterAll, describe, expect, test } from "vitest";
import type { Inbound, InboundMessage } from "../../connectors/contract.ts";
import { eventually } from "../../test/eventually.ts";
import { makeChannel, makeInteraction, makePerson, makePipeline, testHub } from "../../test/factories.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { createIngest } from "./create-ingest.ts";
import { message, receipt } from "./test-messages.ts";

const hub = await testHub();
await makePipeline(hub);
const own = setIngest(hub);
let made = 0;

afterAll(() => hub.close());

describe("delivery", () => {
  test("20 concurrent deliveries of the same 4 messages are 4 interactions of one contact with one deal", async () => {
    const other = createIngest({ ...hub.deps, nodeId: crypto.randomUUID() });
    const messages = [1, 2, 3, 4].map((nth) =>
      message({ externalId: `same-${nth}`, text: `Text ${nth}`, address: `same-${own.channelId}` }),
    );
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        Promise.all(messages.map((each) => (nth % 2 ? own.ingest : other).accept(own.channelId, each))),
      ),
    );
    await Promise.all([own.ingest.idle(), other.idle()]);
    expect(answers.flat().filter(({ duplicate }) => !duplicate)).toHaveLength(4);
    expect(new Set(answers.flat().map(({ inboundId }) => inboundId)).size).toBe(4);
    expect(await counts()).toEqual({
      interactions: 4,
      conversations: 1,
      contacts: 1,
      deals: 1,
      tasks: 1,
      workItems: 1,
    });
    const { rows } = await query("select length from conversations where channel_id = $1", [own.channelId]);
    expect(rows).toEqual([{ length: 4 }]);
    await other.stop();
  });

  test("a known message is said to be known, with the id of the first", async () => {
    const first = await own.ingest.accept(own.channelId, message({ externalId: "again" }));
    const second = await own.ingest.accept(own.channelId, message({ externalId: "again" }));
    expect(first.duplicate).toBe(false);
    expect(second).toEqual({ inboundId: first.inboundId, duplicate: true });
  });

  test("what was processed is told once, whether it came alone or in a crowd", async () => {
    const alone = await own.ingest.accept(own.channelId, message());
    const again = { ...message(), externalId: "told-again" };
    const crowd = [...Array.from({ length: 150 }, () => message()), again, again];
    const answers = await Promise.all(crowd.map((each) => own.ingest.accept(own.channelId, each)));
    await own.ingest.idle();
    const fresh = answers.filter(({ duplicate }) => !duplicate).map(({ inboundId }) => inboundId);
    expect(own.processedIds.toSorted()).toEqual([alone.inboundId, ...fresh].toSorted());
  });

  test("what does not have the agreed shape is refused with its fields, its neighbours are kept", async () => {
    const bad = { ...message(), text: 5, from: {} } as unknown as Inbound;
    const [refused, kept] = await Promise.allSettled([
      own.ingest.accept(own.channelId, bad),
      own.ingest.accept(own.channelId, message()),
    ]);
    expect(refused).toMatchObject({ reason: { code: "invalid", fields: { text: expect.any(String) } } });
    expect(kept.status).toBe("fulfilled");
  });

  test("a channel that is not there is refused, its neighbours are kept", async () => {
    const answers = await Promise.allSettled(
      [crypto.randomUUID(), own.channelId, "no id", own.channelId].map((id) =>
        own.ingest.accept(id, message()),
      ),
    );
    expect(answers.map((answer) => (answer.status === "rejected" ? answer.reason.code : "kept"))).toEqual([
      "not_found",
      "kept",
      "not_found",
      "kept",
    ]);
  });
});

describe("odd texts", () => {
  const whole = "A".repeat(1_000_000);

  test.each([
    ["NUL", "a\u0000b", "a\uFFFDb"],
    ["a lone surrogate", "a\uD83Db", "a\uFFFDb"],
    ["right-to-left", "שלום עולם", "שלום עולם"],
    ["emoji", "👩‍👩‍👧 ok", "👩‍👩‍👧 ok"],
    ["markup", "<script>alert(1)</script>", "<script>alert(1)</script>"],
  ])("%s is kept so that it can be shown, and as it came in the ledger", async (_, sent, shown) => {
    const item = message({ text: sent, thread: sent, externalId: sent, name: sent, address: sent });
    const { inboundId } = await own.ingest.accept(own.channelId, item);
    await own.ingest.idle();
    const { rows } = await query(
      `select i.text, n.name from interactions i join contacts n on n.id = i.contact_id where i.id = $1`,
      [inboundId],
    );
    expect(rows).toEqual([{ text: shown, name: shown }]);
    expect((await ledger(inboundId)).text).toBe(sent);
  });

  test("two threads that differ only in what cannot be kept stay two", async () => {
    await own.ingest.accept(
      own.channelId,
      message({ thread: "a\u0000", externalId: "x\u0000", address: "v\u0000" }),
    );
    await own.ingest.accept(
      own.channelId,
      message({ thread: "a\uD800", externalId: "x\uD800", address: "v\uD800" }),
    );
    await own.ingest.idle();
    expect(await counts()).toMatchObject({ interactions: 2, conversations: 2, contacts: 2 });
  });

  test("a name and a text of 1 MB are cut with a mark, and whole in the ledger", async () => {
    const { inboundId } = await own.ingest.accept(own.channelId, message({ name: whole, text: whole }));
    await own.ingest.idle();
    const { rows } = await query(
      `select length(i.text) as text, length(n.name) as name, i.data from interactions i
      join contacts n on n.id = i.contact_id where i.id = $1`,
      [inboundId],
    );
    expect(rows).toEqual([{ text: 200_000, name: 200, data: { cut: { text: 1_000_000, name: 1_000_000 } } }]);
    expect((await ledger(inboundId)).text).toHaveLength(1_000_000);
  });
});

describe("receipts", () => {
  test("move an answer's state forward only, whatever their order", async () => {
    const { sent } = await answered("sent");
    await own.ingest.accept(own.channelId, receipt({ messageId: sent.id, state: "read" }));
    await own.ingest.accept(own.channelId, receipt({ messageId: sent.id, state: "delivered" }));
    await own.ingest.accept(own.channelId, receipt({ messageId: sent.id, state: "failed" }));
    await own.ingest.idle();
    expect(await stateOf(sent.id)).toBe("read");
  });

  test("that name the last one cover what was sent before it on the thread", async () => {
    const { sent, conversation } = await answered("delivered");
    const last = await makeInteraction(hub, conversation, {
      authorId: sent.authorId,
      state: "sent",
      externalId: "p-2",
    });
    await own.ingest.accept(own.channelId, receipt({ messageId: "p-2", state: "read", upTo: true }));
    await own.ingest.idle();
    expect([await stateOf(sent.id), await stateOf(last.id)]).toEqual(["read", "read"]);
  });

  test("that are quicker than their message wait for it", async () => {
    const { conversation, sent } = await answered("sent");
    const { inboundId } = await own.ingest.accept(
      own.channelId,
      receipt({ messageId: "late", state: "delivered" }),
    );
    await own.ingest.idle();
    expect(own.processedIds).not.toContain(inboundId);
    const late = await makeInteraction(hub, conversation, {
      authorId: sent.authorId,
      state: "sent",
      externalId: "late",
    });
    await eventually(async () => expect(await stateOf(late.id)).toBe("delivered"));
    const { rows } = await query("select from inbound_waiting where id = $1", [inboundId]);
    expect(rows).toEqual([]);
    await own.ingest.idle();
    expect(own.processedIds.filter((id) => id === inboundId)).toHaveLength(1);
  });

  test("of another channel move nothing", async () => {
    const { sent } = await answered("sent");
    const other = await makeChannel(hub);
    await own.ingest.accept(other.id, receipt({ messageId: sent.id, state: "read" }));
    await own.ingest.idle();
    expect(await stateOf(sent.id)).toBe("sent");
  });
});

test("a card that was joined to another leads to that one", async () => {
  await own.ingest.accept(own.channelId, message({ address: "joined", thread: "a" }));
  await own.ingest.accept(own.channelId, message({ address: "kept", thread: "b" }));
  await own.ingest.idle();
  const contactOf = async (thread: string) =>
    (
      await query("select contact_id from conversations where channel_id = $1 and thread = $2", [
        own.channelId,
        thread,
      ])
    ).rows[0].contact_id;
  const [joined, kept] = [await contactOf("a"), await contactOf("b")];
  await query("update contacts set joined_to = $2 where id = $1", [joined, kept]);
  await own.ingest.accept(own.channelId, message({ address: "joined", thread: "c" }));
  await own.ingest.idle();
  expect(await contactOf("c")).toBe(kept);
});

test("answers that are due are announced by one job, seconds after their time", async () => {
  const before = (await hub.jobs("announceOverdueBetween")).length;
  for (const thread of ["a", "b", "c"]) {
    await own.ingest.accept(own.channelId, message({ thread, address: `due-${thread}` }));
    await own.ingest.idle();
  }
  const { rows } = await query(
    "select t.due_at as due from tasks t join conversations c on c.id = t.conversation_id where c.channel_id = $1",
    [own.channelId],
  );
  const jobs = (await hub.jobs("announceOverdueBetween")).slice(before);
  expect(jobs.length).toBeLessThan(rows.length);
  for (const { due } of rows) {
    const job = jobs.find(({ payload: { from, until } }) => new Date(from) <= due && due < new Date(until));
    expect(job?.runAt.toISOString()).toBe(job?.payload.until);
    expect(Number(job?.runAt) - due).toBeLessThanOrEqual(5_000);
  }
});

const query = (text: string, values?: unknown[]) => hub.deps.pool.query(text, values);

async function counts() {
  const { rows } = await query(
    `with c as (select * from conversations where channel_id = $1)
    select (select count(*) from interactions i join c on c.id = i.conversation_id where i.kind = 'message') as interactions,
      (select count(*) from c) as conversations,
      (select count(distinct i.contact_id) from interactions i join c on c.id = i.conversation_id) as contacts,
      (select count(*) from deals d join c on c.id = d.conversation_id) as deals,
      (select count(*) from tasks t join c on c.id = t.conversation_id) as tasks,
      (select count(*) from work_items w join c on c.id = w.conversation_id) as "workItems"`,
    [own.channelId],
  );
  return rows[0];
}

async function ledger(inboundId: string): Promise<InboundMessage> {
  const { rows } = await query("select item from inbound where id = $1", [inboundId]);
  return JSON.parse(rows[0].item.toString("utf8"));
}

async function answered(state: "sent" | "delivered") {
  const { inboundId } = await own.ingest.accept(own.channelId, message());
  await own.ingest.idle();
  const { rows } = await query(
    `select c.id, c.contact_id as "contactId" from conversations c join interactions i on i.conversation_id = c.id
    where i.id = $1`,
    [inboundId],
  );
  const author = await makePerson(hub);
  const sent = await makeInteraction(hub, rows[0], { authorId: author.id, state, externalId: `p-${++made}` });
  return { conversation: rows[0], sent };
}

const stateOf = async (id: string) =>
  (await query("select state from interactions where id = $1", [id])).rows[0].state;
