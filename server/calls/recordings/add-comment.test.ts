import { afterAll, expect, onTestFinished, test } from "vitest";
import { accessOf, makePerson, testHub } from "../../../test/factories.ts";
import { untilHeldUp } from "../../../test/hold-thread.ts";
import { makeRecorded } from "../../../test/recorded-call.ts";
import { addComment } from "./add-comment.ts";
import { listComments } from "./queries.ts";

const hub = await testHub();
afterAll(hub.close);

test("whoever comments waits for who changes the call, and holds up nothing of it meanwhile", async () => {
  const { callId, recording } = await makeRecorded(hub);
  const access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
  const other = await hub.deps.pool.connect();
  onTestFinished(() => other.release(true));
  await other.query("begin");
  await other.query("select from calls where id = $1 for no key update", [callId]);
  const adding = addComment(hub.deps, { access, recordingId: recording.id, atMs: 100, text: "Hello" });
  await untilHeldUp(hub, 1);
  await other.query("select from recordings where id = $1 for update nowait", [recording.id]);
  await other.query("commit");
  const comment = await adding;
  expect(await listComments(hub.deps, access, recording.id)).toEqual([comment]);
});
