import { afterAll, beforeAll, expect, test } from "vitest";
import { accessOf, type TestHub, testHub } from "../../../test/factories.ts";
import { makeDesk, makeWaiting } from "../../../test/work.ts";
import { showWorkOf } from "./show-work.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub?.close());

test("whoever sees a conversation sees its open work item; to others it is not there", async () => {
  const desk = await makeDesk(hub);
  const item = await makeWaiting(hub, desk, { priority: 3 });
  const { conversationId } = item;
  const access = await accessOf(hub, desk.anna);
  expect(await showWorkOf(hub.deps, { access, conversationId })).toMatchObject({
    id: item.id,
    queueId: desk.queue.id,
    priority: 3,
    state: "waiting",
  });
  const strange = await accessOf(hub, desk.stranger);
  await expect(showWorkOf(hub.deps, { access: strange, conversationId })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("what is done needs nobody", async () => {
  const desk = await makeDesk(hub);
  const { conversationId } = await makeWaiting(hub, desk, { state: "done" });
  const access = await accessOf(hub, desk.anna);
  expect(await showWorkOf(hub.deps, { access, conversationId })).toBeUndefined();
});
