import { afterAll, expect, test } from "vitest";
import { makePipeline, testHub } from "../../test/factories.ts";
import { holdThread, untilHeldUp } from "../../test/hold-thread.ts";
import { setIngest } from "../../test/set-ingest.ts";
import { message } from "./test-messages.ts";

const hub = await testHub();
await makePipeline(hub);
const query = hub.deps.pool.query.bind(hub.deps.pool);
const own = setIngest(hub);

afterAll(() => hub.close());

test("what comes in while nothing waits is processed by the time it is answered", async () => {
  const answers = await Promise.all(
    ["a", "b"].map((thread) => own.ingest.accept(own.channelId, message({ thread, address: thread }))),
  );
  expect(new Set(await interactionIds())).toEqual(new Set(answers.map(({ inboundId }) => inboundId)));
  expect(await waitingCount()).toBe(0);
});

test("the same message twice in one go is one, and both are answered", async () => {
  const answers = await Promise.all(
    [1, 2].map(() => own.ingest.accept(own.channelId, message({ externalId: "twice" }))),
  );
  expect(answers.map(({ duplicate }) => duplicate).sort()).toEqual([false, true]);
  expect(answers[0]?.inboundId).toBe(answers[1]?.inboundId);
  expect(await interactionIds()).toEqual([answers[0]?.inboundId]);
});

test("one that somebody's lock holds up is answered all the same, and processed after", async () => {
  const { release } = await holdThread(hub, own.channelId, "held");
  const { inboundId } = await own.ingest.accept(own.channelId, message({ thread: "held" }));
  expect(await interactionIds()).toEqual([]);
  expect(await waitingCount()).toBe(1);
  await release();
  await own.ingest.idle();
  expect(await interactionIds()).toEqual([inboundId]);
});

test("what comes behind one that is held up stays behind it, also when that one goes by the ledger", async () => {
  const { release } = await holdThread(hub, own.channelId, "held");
  const first = own.ingest.accept(own.channelId, message({ thread: "held" }));
  await untilHeldUp(hub, 1);
  const second = own.ingest.accept(own.channelId, message({ thread: "held" }));
  const { inboundId } = await first;
  await release();
  await own.ingest.idle();
  expect(await interactionIds()).toEqual([inboundId, (await second).inboundId]);
});

async function interactionIds(): Promise<string[]> {
  const { rows } = await query<{ id: string }>(
    "select i.id from interactions i join conversations c on c.id = i.conversation_id where c.channel_id = $1 order by i.position",
    [own.channelId],
  );
  return rows.map(({ id }) => id);
}

const waitingCount = async () => (await query("select count(*) from inbound_waiting")).rows[0].count;
