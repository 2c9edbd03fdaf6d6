import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../../../db/schema/index.ts";
import { accessOf, makePerson, makeQueue, type TestHub, testHub } from "../../../test/factories.ts";
import type { CallFlowNode } from "../../contract/call-flows.ts";
import { forgetFiles } from "../../files/forget-files.ts";
import { keepFile } from "../../files/keep-file.ts";
import { getFile } from "../../files/queries.ts";
import type { Access } from "../../permissions/access.ts";
import { archiveQueue } from "../../routing/queues/archive-queue.ts";
import { archiveCallFlow } from "./archive-call-flow.ts";
import { changeCallFlow } from "./change-call-flow.ts";
import { createCallFlow } from "./create-call-flow.ts";
import { presentCallFlow } from "./present.ts";
import { getCallFlow, listCallFlows } from "./queries.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

const says = (text: string) => ({ type: "say", text, language: "en" }) as const;
const hangUp = (text: string): CallFlowNode => ({ type: "hangUp", prompt: says(text) });

/** A flow of these nodes, the first of which is the entry. */
function flowOf(...nodes: CallFlowNode[]) {
  const ids = nodes.map(() => newId());
  return { entry: ids[0] ?? "", nodes: Object.fromEntries(nodes.map((node, nth) => [ids[nth], node])) };
}
const create = (flow: ReturnType<typeof flowOf>, name = "Main line") =>
  createCallFlow(hub.deps, { access, values: { name, ...flow } });
const show = async (id: string) => presentCallFlow(await getCallFlow(hub.deps, id));
const lastSeq = async () => (await hub.events()).at(-1)?.seq ?? 0;

test("a flow is made, changed and archived, and the log says so each time", async () => {
  const seq = await lastSeq();
  const callFlowId = await create(flowOf(hangUp("Hello")));
  const values = { name: "Night line", ...flowOf(hangUp("Good night")) };
  await changeCallFlow(hub.deps, { access, callFlowId, version: 1, values });
  expect(await show(callFlowId)).toMatchObject({ id: callFlowId, version: 2, ...values, unreachable: [] });
  expect(await listCallFlows(hub.deps)).toContainEqual(
    expect.objectContaining({ id: callFlowId, name: "Night line", nodeCount: 1 }),
  );
  await archiveCallFlow(hub.deps, { access, callFlowId });
  await expect(show(callFlowId)).rejects.toMatchObject({ code: "not_found" });
  await expect(archiveCallFlow(hub.deps, { access, callFlowId })).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(changeCallFlow(hub.deps, { access, callFlowId, version: 2, values })).rejects.toMatchObject({
    code: "not_found",
  });
  const said = { type: "callFlow.updated", actorId: access.personId, data: { callFlowId } };
  expect(await hub.events(seq)).toMatchObject([said, said, said]);
});

test("of two who change the same version at once one is told, and nothing of the other is lost", async () => {
  const callFlowId = await create(flowOf(hangUp("Hello")));
  const texts = ["One", "Two"];
  const outcomes = await Promise.allSettled(
    texts.map((text) =>
      changeCallFlow(hub.deps, {
        access,
        callFlowId,
        version: 1,
        values: { name: text, ...flowOf(hangUp(text)) },
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === "rejected")).toMatchObject([
    { reason: { code: "conflict" } },
  ]);
  const kept = texts[outcomes.findIndex(({ status }) => status === "fulfilled")] ?? "";
  const flow = await show(callFlowId);
  expect(flow).toMatchObject({ version: 2, name: kept });
  expect(Object.values(flow.nodes)).toEqual([hangUp(kept)]);
});

test("a flow with a flaw is refused with its field and not kept", async () => {
  const before = await listCallFlows(hub.deps);
  const flow = flowOf({ type: "say", prompt: says("Hello"), next: newId() });
  await expect(create(flow)).rejects.toMatchObject({
    code: "invalid",
    fields: { [`nodes.${flow.entry}.next`]: "leads to a step that is not there" },
  });
  expect(await listCallFlows(hub.deps)).toEqual(before);
});

test("a queue that is archived, or never was, is refused with its field", async () => {
  const queue = await makeQueue(hub, { overflowQueueId: (await makeQueue(hub)).id });
  const waiting = (queueId: string): CallFlowNode => ({
    type: "queue",
    queueId,
    music: null,
    announce: null,
    callback: null,
    overflow: null,
  });
  await create(flowOf(waiting(queue.id)));
  await archiveQueue(hub.deps, { access, queueId: queue.id });
  for (const id of [queue.id, newId()]) {
    const flow = flowOf(waiting(id));
    await expect(create(flow)).rejects.toMatchObject({
      code: "invalid",
      fields: { [`nodes.${flow.entry}.queueId`]: "names a queue that is not there" },
    });
  }
});

describe("a sound", () => {
  const wave = Buffer.concat([
    Buffer.from(
      "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\0\0\0",
      "latin1",
    ),
    Buffer.alloc(16),
  ]);
  const upload = (bytes: Buffer, uploadedBy = access.personId) =>
    keepFile(hub.deps, { name: "music.wav", contentType: "audio/wav", bytes }, { uploadedBy });
  const playing = (fileId: string) => flowOf({ type: "hangUp", prompt: { type: "play", fileId } });

  test("that a flow names is kept, and heard by who may read flows, and nobody else", async () => {
    const { id } = await upload(wave);
    const callFlowId = await create(playing(id));
    hub.setClock(new Date(Date.now() + 2 * 86_400_000));
    await forgetFiles(hub.deps, new AbortController().signal);
    expect((await show(callFlowId)).sounds).toEqual([{ id, name: "music.wav", url: `/api/v1/files/${id}` }]);
    const supervisor = await accessOf(hub, await makePerson(hub, { role: "supervisor" }));
    expect(await getFile(hub.deps, supervisor, id)).toMatchObject({ name: "music.wav" });
    const agent = await accessOf(hub, await makePerson(hub));
    await expect(getFile(hub.deps, agent, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("that no flow names any more is forgotten as other uploads are", async () => {
    const { id } = await upload(wave);
    const callFlowId = await create(playing(id));
    await changeCallFlow(hub.deps, {
      access,
      callFlowId,
      version: 1,
      values: { name: "Quiet", ...flowOf(hangUp("Hello")) },
    });
    hub.setClock(new Date(Date.now() + 2 * 86_400_000));
    await forgetFiles(hub.deps, new AbortController().signal);
    await expect(getFile(hub.deps, access, id)).rejects.toMatchObject({ code: "not_found" });
  });

  test("that is none, or is somebody else's upload, is refused with its field", async () => {
    const picture = await upload(Buffer.from("no sound at all"));
    const foreign = await upload(wave, (await makePerson(hub)).id);
    for (const [{ id }, problem] of [
      [picture, "is neither MP3 nor WAV"],
      [foreign, "names a sound that is not there"],
    ] as const) {
      const flow = playing(id);
      await expect(create(flow)).rejects.toMatchObject({
        fields: { [`nodes.${flow.entry}.prompt.fileId`]: problem },
      });
    }
  });
});
