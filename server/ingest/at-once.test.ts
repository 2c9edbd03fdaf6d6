import { afterAll, expect, onTestFinished, test } from "vitest";
import { makePipeline, testHub } from "../../test/factories.ts";
import { holdThread, untilHeldUp } from "../../test/hold-thread.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { createIngest, type Ingest } from "./create-ingest.ts";
import { message } from "./test-messages.ts";

const hub = await testHub();
await makePipeline(hub);
const query = hub.deps.pool.query.bind(hub.deps.pool);
const own = setIngest(hub);

afterAll(() => hub.close());

test("two proven addresses of one contact that write at once are one deal", async () => {
  const other = createIngest({ ...hub.deps, nodeId: crypto.randomUUID() });
  onTestFinished(() => other.stop());
  const proven = ["+4930901821", "+4930901822"].map((address) => ({ kind: "phone", address }));
  await own.ingest.accept(own.channelId, message({ proven }));
  await own.ingest.idle();
  await query("update deals set closed_at = now()");

  const holder = await hub.deps.pool.connect();
  await holder.query("begin");
  await holder.query("select from contacts for update");
  const write = (by: Ingest, nth: number) =>
    by.accept(
      own.channelId,
      message({ thread: `t${nth}`, address: `v${nth}`, proven: proven.slice(nth, nth + 1) }),
    );
  await Promise.all([write(own.ingest, 0), write(other, 1)]);
  // Both have decided by now, and wait for the contact.
  await untilHeldUp(hub, 2);
  await holder.query("commit");
  holder.release();

  await Promise.all([own.ingest.idle(), other.idle()]);
  const { rows } = await query("select from deals where closed_at is null");
  expect(rows).toHaveLength(1);
});

test("messages that come while others are processed keep their order", async () => {
  const texts = Array.from({ length: 200 }, (_, nth) => `Text ${nth}`);
  await Promise.all(
    texts.map((text, nth) => own.ingest.accept(own.channelId, message({ text, thread: `t${nth % 3}` }))),
  );
  await own.ingest.idle();
  for (const thread of ["t0", "t1", "t2"]) {
    const { rows } = await query(
      `select i.position, i.text from interactions i join conversations c on c.id = i.conversation_id
      where c.channel_id = $1 and c.thread = $2 order by position`,
      [own.channelId, thread],
    );
    const expected = texts.filter((_, nth) => `t${nth % 3}` === thread);
    expect(rows).toEqual(expected.map((text, position) => ({ position, text })));
  }
});

test("a flood waits in the ledger, not in memory, and keeps its order", async () => {
  const small = createIngest({ ...hub.deps, nodeId: crypto.randomUUID() }, { mostHeld: 0 });
  onTestFinished(() => small.stop());
  const texts = Array.from({ length: 200 }, (_, nth) => `Text ${nth}`);
  const send = (some: string[]) =>
    Promise.all(some.map((text) => small.accept(own.channelId, message({ text, thread: "flood" }))));
  const { release } = await holdThread(hub, own.channelId, "flood");
  await send(texts.slice(0, 50));
  await send(texts.slice(50, 100));
  await release();
  await small.idle();
  const { rows: waiting } = await query("select count(*) from inbound_waiting");
  expect(waiting[0].count).toBeGreaterThan(0);
  await Promise.all([small.start(), send(texts.slice(100))]);
  await small.idle();
  const { rows } = await query(
    `select i.text from interactions i join conversations c on c.id = i.conversation_id
    where c.channel_id = $1 order by position`,
    [own.channelId],
  );
  expect(rows.map(({ text }) => text)).toEqual(texts);
});
