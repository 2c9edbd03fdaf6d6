import { setTimeout as delay } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import type { InboundMessage } from "../../connectors/contract.ts";
import { createIngest } from "../../server/ingest/create-ingest.ts";
import { eventually } from "../eventually.ts";
import { makeChannel, makePipeline, testHub } from "../factories.ts";
import { spawnNode } from "./spawn-node.ts";

const hub = await testHub();
await makePipeline(hub);
afterAll(() => hub.close());

test("two processes that take in for the same contacts meet no deadlock and double nobody", async () => {
  const channel = await makeChannel(hub);
  const nodes = await Promise.all([spawnNode(hub.url, channel.id), spawnNode(hub.url, channel.id)]);
  const people = 12;
  nodes.forEach((node, side) => {
    // Each sender has two addresses, which the two processes meet in opposite order.
    const messages = Array.from({ length: 400 }, (_, nth) => {
      const who = side ? people - 1 - (nth % people) : nth % people;
      const [own, other] = side ? ["b", "a"] : ["a", "b"];
      return message(`${side}-${nth}`, `thread-${who}`, [`${own}${who}`, `${other}${who}`]);
    });
    node.send(messages);
  });
  expect(await Promise.all(nodes.map((node) => node.end()))).toEqual([0, 0]);
  expect(nodes.map((node) => node.log())).toEqual(["", ""]);
  const { rows } = await hub.deps.pool.query(
    `select count(*) as messages, count(distinct i.contact_id) as contacts, count(distinct c.id) as conversations,
      (select count(*) from deals) as deals, (select count(*) from inbound_waiting) + (select count(*) from inbound where set_aside is not null) as "notDone",
      bool_and(c.length = (select count(*) from interactions where conversation_id = c.id)) as "areWhole"
    from interactions i join conversations c on c.id = i.conversation_id where c.channel_id = $1`,
    [channel.id],
  );
  expect(rows).toEqual([
    { messages: 800, contacts: people, conversations: people, deals: people, notDone: 0, areWhole: true },
  ]);
});

test("killed 50 times at random between accept and process, all that was accepted is processed once", {
  timeout: 400_000,
}, async () => {
  const channel = await makeChannel(hub);
  const accepted = new Set<string>();
  let life = 0;
  const liveAndDie = async () => {
    while (life < 50) {
      const mine = life++;
      const node = await spawnNode(hub.url, channel.id);
      node.send(
        Array.from({ length: 60 }, (_, nth) => message(`${mine}-${nth}`, `t-${nth % 7}`, [`v-${nth % 7}`])),
      );
      await eventually(() => expect(node.accepted.size).toBeGreaterThan(0));
      await delay(Math.random() * 40);
      await node.kill();
      for (const externalId of node.accepted) accepted.add(externalId);
    }
  };
  await Promise.all([liveAndDie(), liveAndDie(), liveAndDie(), liveAndDie()]);
  const last = createIngest(hub.deps);
  await last.start();
  await eventually(async () => {
    await last.idle();
    const { rows } = await hub.deps.pool.query("select count(*) from inbound_waiting");
    expect(rows).toEqual([{ count: 0 }]);
  });
  await last.stop();
  const { rows } = await hub.deps.pool.query<{ id: string; times: number }>(
    `select l.external_id as id, count(i.id) as times from inbound l
    left join (interactions i join conversations c on c.id = i.conversation_id and c.channel_id = $1)
      on i.external_id = l.external_id
    where l.channel_id = $1 group by 1`,
    [channel.id],
  );
  expect(rows.filter(({ times }) => times !== 1)).toEqual([]);
  const processed = new Set(rows.map(({ id }) => id));
  expect([...accepted].filter((id) => !processed.has(id))).toEqual([]);
  expect(accepted.size).toBeGreaterThan(50);
});

function message(externalId: string, thread: string, addresses: string[]): InboundMessage {
  const [identity, ...proven] = addresses.map((address) => ({ kind: "visitor", address }));
  return {
    type: "message",
    externalId,
    thread,
    from: { identity: identity!, proven },
    text: `Text ${externalId}`,
  };
}
