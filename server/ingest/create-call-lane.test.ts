import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import type { InboundCall } from "../../connectors/contract.ts";
import { makeChannel, testHub } from "../../test/factories.ts";
import { type CallLane, createCallLane } from "./create-call-lane.ts";

const hub = await testHub();
afterAll(hub.close);

let lane: CallLane;
let channelId: string;
beforeEach(async () => {
  lane = createCallLane(hub.deps);
  channelId = (await makeChannel(hub)).id;
});
afterEach(() => lane.stop());

const ringing = (some: Partial<InboundCall> = {}): InboundCall => {
  const call = randomUUID();
  const from = { identity: { kind: "phone", address: "+49 30 1234567" }, name: "Ada" };
  return { type: "call", externalId: `call:${call}`, thread: `call:${call}`, call, from, ...some };
};
const rowsOf = async (id: string) =>
  (
    await hub.deps.pool.query(
      `select i.kind, i.direction, i.text, k.stage, k.number, k.external_id, c.status, c.last_preview, c.waiting_since
      from interactions i join calls k on k.id = i.id join conversations c on c.id = i.conversation_id where i.id = $1`,
      [id],
    )
  ).rows;

test("a call is on the timeline and in the ledger as soon as it is taken, and has woken nothing", async () => {
  const call = ringing();
  const id = await lane.take(channelId, call);
  expect(await rowsOf(id)).toEqual([
    {
      kind: "call",
      direction: "in",
      text: "",
      stage: "arriving",
      number: "+49301234567",
      external_id: call.call,
      status: "open",
      last_preview: "Call",
      waiting_since: null,
    },
  ]);
  const { rows } = await hub.deps.pool.query("select id from inbound where id = $1", [id]);
  expect(rows).toEqual([{ id }]);
  const { rows: work } = await hub.deps.pool.query(
    "select from work_items where conversation_id = (select conversation_id from interactions where id = $1)",
    [id],
  );
  expect(work).toEqual([]);
});

test("the same again, also at once, is the same call", async () => {
  const call = ringing();
  const ids = await Promise.all([lane.take(channelId, call), lane.take(channelId, call)]);
  ids.push(await lane.take(channelId, call));
  expect(new Set(ids).size).toBe(1);
});

test("of two nodes that take the same call at once both know it", async () => {
  const other = createCallLane(hub.deps);
  const call = ringing();
  const ids = await Promise.all([lane.take(channelId, call), other.take(channelId, call)]);
  await other.stop();
  expect(new Set(ids).size).toBe(1);
  expect(await rowsOf(ids[0] ?? "")).toHaveLength(1);
});

test("one that fails is its carrier's to know, and holds up no other", async () => {
  const lost = randomUUID();
  const taken = await Promise.allSettled([
    lane.take(lost, ringing()),
    lane.take(channelId, ringing({ from: { identity: { kind: "", address: "" } } })),
    lane.take(channelId, ringing()),
  ]);
  expect(taken).toMatchObject([
    { status: "rejected", reason: { code: "not_found" } },
    { status: "rejected", reason: { code: "invalid" } },
    { status: "fulfilled" },
  ]);
});
