import { beforeEach, describe, expect, test } from "vitest";
import { place, readCall, tasksOf } from "../../../test/calls.ts";
import { accessOf, makeQueue } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { giveUpCall } from "./give-up-call.ts";
import { onDialled } from "./test-dialled.ts";

const { hub, line } = await setLine();
const { tell, connect } = onDialled(line);

test("who is called for a queue that records is told so before they meet anybody", async () => {
  const { id: queueId } = await makeQueue(hub, {
    personIds: [line.anna.id],
    recording: "always",
    recordingNotice: "This call is recorded.",
  });
  const call = await place(line, { queueId });
  const heard = [{ type: "say", text: "This call is recorded.", language: "en" }, { type: "connect" }];
  expect(await tell(call, { type: "accepted" })).toMatchObject(heard);
  expect(await tell(call, { type: "accepted" })).toMatchObject(heard);
});

describe("who is called for a queue that asks before it records", () => {
  let call: { id: string };
  const recorded: string[] = [];
  beforeEach(async () => {
    recorded.length = 0;
    line.voice.record = async (_call, state) => void recorded.push(state);
    const { id: queueId } = await makeQueue(hub, {
      personIds: [line.anna.id],
      recording: "always",
      recordingNotice: "This call is recorded, unless you press 9.",
      asksRecording: true,
    });
    call = await place(line, { queueId });
    await connect(call);
  });
  const connects = [{ type: "connect", to: { kind: "person" } }];
  const press = (digits: string, turn = 1) => tell(call, { type: "digits", turn, digits });

  test("is asked first, meets nobody before they answer, and is recorded where they do not mind", async () => {
    const asked = await tell(call, { type: "accepted" });
    expect(asked).toMatchObject([{ type: "gather", turn: 1, prompts: [{ type: "say" }], maxDigits: 1 }]);
    expect(await tell(call, { type: "accepted" })).toEqual(asked);
    expect(await tell(call, { type: "timedOut", turn: 0 })).toEqual(asked);
    await giveUpCall(line.deps, { callId: call.id });
    expect(await readCall(line, call)).toMatchObject({ stage: "dialling", answeredAt: null });
    expect(recorded).toEqual([]);
    expect(await tell(call, { type: "timedOut", turn: 1 })).toMatchObject(connects);
    expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingRefused: false });
    expect(recorded).toEqual(["on"]);
  });

  test("is not recorded where they press 9, also where that is told twice or something else after it", async () => {
    await tell(call, { type: "accepted" });
    expect(await press("9")).toMatchObject(connects);
    expect(await press("9")).toMatchObject(connects);
    expect(await press("1")).toMatchObject(connects);
    expect(await readCall(line, call)).toMatchObject({ stage: "active", isRecordingRefused: true });
    expect(recorded).toEqual([]);
  });

  test("is not asked again in a queue that they are sent to, where a refusal stays one", async () => {
    await tell(call, { type: "accepted" });
    await press("9");
    const { queueId } = await readCall(line, call);
    await requeueCall(line.deps, {
      access: await accessOf(hub, line.anna),
      callId: call.id,
      queueId: queueId ?? "",
    });
    expect(line.voice.of("steer", call.id)).toMatchObject([{ steps: [{ type: "wait" }] }]);
    await press("1");
    expect(await readCall(line, call)).toMatchObject({ stage: "queued", isRecordingRefused: true });
  });

  test("and hangs up on that has not answered", async () => {
    await tell(call, { type: "accepted" });
    await tell(call, { type: "hungUp" });
    await press("9");
    expect(await readCall(line, call)).toMatchObject({
      stage: "ended",
      outcome: "noAnswer",
      answeredAt: null,
    });
    expect(await tasksOf(line, call)).toEqual([]);
  });
});
