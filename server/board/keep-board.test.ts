import { afterAll, expect, test } from "vitest";
import { newId } from "../../db/schema/columns.ts";
import { eventually } from "../../test/eventually.ts";
import { testHub } from "../../test/factories.ts";
import { transact } from "../lib/transact.ts";
import { keepBoard } from "./keep-board.ts";

const hub = await testHub();
afterAll(hub.close);

const arrive = () =>
  transact(hub.deps, async (tx) =>
    tx.append({
      type: "workItem.created",
      conversationId: newId(),
      data: {
        workItemId: newId(),
        channelId: newId(),
        kind: "chat",
        queueId: null,
        priority: 0,
        ownerId: null,
      },
    }),
  );

async function counted(): Promise<number> {
  const { rows } = await hub.deps.pool.query(
    "select coalesce(sum(arrived), 0)::int as count from work_tallies",
  );
  return rows[0].count;
}

test("one node keeps the tallies, and another goes on when it stops", async () => {
  const nodes = [keepBoard(hub.deps), keepBoard({ ...hub.deps, nodeId: newId() })];
  // Once there is a snapshot, everything after it counts.
  await eventually(async () => {
    const { rowCount } = await hub.deps.pool.query("select from tally_position");
    expect(rowCount).toBe(1);
  });
  await arrive();
  await eventually(async () => expect(await counted()).toBe(1));
  await nodes[0]?.stop();
  await arrive();
  await eventually(async () => expect(await counted()).toBe(2));
  await nodes[1]?.stop();
});
