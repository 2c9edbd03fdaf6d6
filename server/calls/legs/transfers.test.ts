import { expect, test } from "vitest";
import { accept, answer, bringIn, readCall, ring, setPhone, workOf } from "../../../test/calls.ts";
import { accessOf, makePerson, makeQueue, shareWith } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { assign } from "../../conversations/assign.ts";
import { getConversation } from "../../conversations/queries.ts";
import { setStatus } from "../../conversations/set-status.ts";
import { moveWork } from "../../routing/work/move-work.ts";
import { endByPerson } from "../end-by-person.ts";
import { putOnHold } from "../put-on-hold.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { checkLeg } from "./check-leg.ts";
import { dropLeg } from "./drop-leg.ts";

const { hub, line, call, ownLeg, by } = await setTalk();

type Party = { id: string };
const bring = async (who: Party, to: Parameters<typeof bringIn>[2], leaves = false) =>
  bringIn(line, { ...(await by(who)), leaves }, to);
const drop = async (who: Party, legId: string) => dropLeg(line.deps, { ...(await by(who)), legId });
const connect = (legId: string) => line.door.tellLeg(legId, { state: "connected" });
const statesOf = async () => (await readCall(line, call)).legs.map(({ state }) => state);

test("a caller is put on hold and back by who talks with them, once each", async () => {
  const hold = async (isHeld: boolean) => putOnHold(line.deps, { ...(await by(line.anna)), isHeld });
  await hold(true);
  await hold(true);
  expect(await readCall(line, call)).toMatchObject({ stage: "active", isHeld: true });
  await hold(false);
  expect(line.voice.of("hold", call.id)).toMatchObject([{ isHeld: true }, { isHeld: false }]);
  expect((await hub.events()).at(-1)).toMatchObject({
    type: "call.changed",
    actorId: line.anna.id,
    data: { callId: call.id, stage: { from: "active", to: "active" }, isHeld: false },
  });
});

test("who talks ends the call for all, and twice is once", async () => {
  await endByPerson(line.deps, await by(line.anna));
  await endByPerson(line.deps, await by(line.anna));
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
  expect(line.voice.of("hangUp", call.id)).toHaveLength(1);
});

test("only those who talk change a call; to who does not see it, it is not there", async () => {
  const admin = await makePerson(hub, { role: "admin" });
  const stranger = await makePerson(hub);
  const another = await ring(line);
  const verbs = [
    (who: Awaited<ReturnType<typeof by>>) => putOnHold(line.deps, { ...who, isHeld: true }),
    (who: Awaited<ReturnType<typeof by>>) => endByPerson(line.deps, who),
    (who: Awaited<ReturnType<typeof by>>) => requeueCall(line.deps, { ...who, queueId: line.queueId }),
    (who: Awaited<ReturnType<typeof by>>) => bringIn(line, who, line.ben),
    (who: Awaited<ReturnType<typeof by>>) => dropLeg(line.deps, { ...who, legId: ownLeg() }),
  ];
  const before = await readCall(line, call);
  for (const verb of verbs) {
    await expect(verb(await by(admin))).rejects.toMatchObject({ code: "forbidden" });
    await expect(verb(await by(stranger))).rejects.toMatchObject({ code: "not_found" });
    const lost = { access: await accessOf(hub, line.anna), callId: line.queueId };
    await expect(verb(lost)).rejects.toMatchObject({ code: "not_found" });
  }
  const waiting = { access: await accessOf(hub, line.anna), callId: another.id };
  await expect(putOnHold(line.deps, { ...waiting, isHeld: true })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await readCall(line, call)).toEqual(before);
});

test("a caller who is sent to another queue waits there before all others, and whoever sent them has left", async () => {
  const experts = await makeQueue(hub, { personIds: [line.ben.id], recording: "always" });
  await putOnHold(line.deps, { ...(await by(line.anna)), isHeld: true });
  await requeueCall(line.deps, { ...(await by(line.anna)), queueId: experts.id });
  expect(await readCall(line, call)).toMatchObject({
    stage: "queued",
    queueId: experts.id,
    isHeld: false,
    recordingRule: "always",
    legs: [{ state: "ended" }],
  });
  expect(await workOf(line, call)).toMatchObject({
    state: "waiting",
    queueId: experts.id,
    priority: 9,
    passedBy: [line.anna.id],
  });
  const asks = line.voice.asked.filter((asked) => asked.call.id === call.id).map(({ ask }) => ask);
  expect(asks).toEqual(["join", "hold", "hold", "steer", "drop"]);
  await answer(line, call, line.ben);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
});

test("a queue that is not there is refused", async () => {
  const archived = await makeQueue(hub, { archivedAt: new Date() });
  for (const queueId of [archived.id, call.id]) {
    await expect(requeueCall(line.deps, { ...(await by(line.anna)), queueId })).rejects.toMatchObject({
      code: "invalid",
    });
  }
  expect(await statesOf()).toEqual(["connected"]);
});

test("a blind transfer: whoever asked goes once the colleague is connected, and the work goes along", async () => {
  const legId = await bring(line.anna, line.ben, true);
  expect(
    await getConversation(
      line.deps,
      await accessOf(hub, line.ben),
      (await readCall(line, call)).conversationId,
    ),
  ).toMatchObject({
    assigneeId: line.anna.id,
  });
  expect(await statesOf()).toEqual(["connected", "connecting"]);
  await connect(legId);
  expect(await statesOf()).toEqual(["ended", "connected"]);
  expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: ownLeg() } }]);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
  // What the carrier tells of the leg that left is no loss.
  await line.door.tellLeg(ownLeg(), { state: "ended" });
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
});

test("a transfer that is not answered leaves the caller with whoever asked for it", async () => {
  const legId = await bring(line.anna, line.ben, true);
  await checkLeg(line.deps, { legId });
  expect(await statesOf()).toEqual(["connected", "ended"]);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.anna.id });
});

test("a warm transfer: all talk, and when the first leaves the work is the other's", async () => {
  await connect(await bring(line.anna, line.ben));
  expect(await statesOf()).toEqual(["connected", "connected"]);
  expect(await workOf(line, call)).toMatchObject({ ownerId: line.anna.id });
  await drop(line.anna, ownLeg());
  expect(await statesOf()).toEqual(["ended", "connected"]);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
  await drop(line.ben, (await readCall(line, call)).legs[1]?.id ?? "");
  expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
});

test("a telephone comes into a call, with the queue's own number, and is taken out again", async () => {
  await hub.deps.pool.query("update queues set caller_id = '+4930777' where id = $1", [line.queueId]);
  const legId = await bring(line.anna, { number: "+49 30 123456" });
  expect(line.voice.of("join", call.id).at(-1)).toMatchObject({
    leg: { to: { number: "+4930123456", callerId: "+4930777" } },
  });
  await connect(legId);
  await drop(line.anna, legId);
  expect(await statesOf()).toEqual(["connected", "ended"]);
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
});

test("a number that the channel does not have is not called with, whatever its queue says", async () => {
  await hub.deps.pool.query("update queues set caller_id = '+4930999' where id = $1", [line.queueId]);
  await bring(line.anna, { number: "+49 30 123456" });
  expect(line.voice.of("join", call.id).at(-1)).toMatchObject({ leg: { to: { callerId: null } } });
});

test("of two who talk, one who is lost leaves the caller with the other", async () => {
  await connect(await bring(line.anna, line.ben));
  await line.door.tellLeg(ownLeg(), { state: "ended" });
  expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  expect(await workOf(line, call)).toMatchObject({ ownerId: line.ben.id });
});

test("who cannot come is not called, and the asker is told why", async () => {
  const deaf = await makePerson(hub, { name: "Deaf" });
  const gone = await makePerson(hub, { hasPhone: true, removedAt: new Date() });
  const busy = await makePerson(hub, { name: "Busy", hasPhone: true });
  const other = await ring(line);
  await accept(line, other, line.ben);
  await setPhone(line, busy, true);
  await expect(bring(line.anna, deaf)).rejects.toMatchObject({ code: "conflict" });
  await expect(bring(line.anna, gone)).rejects.toMatchObject({ code: "invalid" });
  await expect(bring(line.anna, line.ben)).rejects.toMatchObject({
    code: "conflict",
    message: "Ben is in another call.",
  });
  await expect(bring(line.anna, line.anna)).rejects.toMatchObject({ code: "conflict" });
  await expect(bring(line.anna, { number: "110" })).rejects.toMatchObject({
    code: "invalid",
  });
  line.voice.dial = undefined;
  await expect(bring(line.anna, { number: "+4930123456" })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await statesOf()).toEqual(["connected"]);
});

test("four come into a call besides its caller, and no more", async () => {
  for (let nth = 0; nth < 3; nth++) await bring(line.anna, { number: `+493012345${nth}` });
  await expect(bring(line.anna, line.ben)).rejects.toMatchObject({
    code: "conflict",
    message: "This call is full.",
  });
});

test("whose leg it is leaves, and who has the call takes others out, but nobody else", async () => {
  const legId = await bring(line.anna, line.ben);
  await connect(legId);
  await expect(drop(line.ben, ownLeg())).rejects.toMatchObject({ code: "forbidden" });
  await expect(drop(line.anna, call.id)).rejects.toMatchObject({ code: "not_found" });
  await drop(line.anna, legId);
  await drop(line.anna, legId);
  expect(await statesOf()).toEqual(["connected", "ended"]);
  expect(line.voice.of("drop", call.id)).toHaveLength(1);
});

test("whose a call is, its legs say: nobody assigns, resolves or moves it while it goes on", async () => {
  const { conversationId } = await readCall(line, call);
  const access = await accessOf(hub, line.anna);
  const refused = { code: "conflict", message: "The call goes on. This can be done when it is over." };
  await shareWith(hub, conversationId, line.ben.id);
  await expect(assign(line.deps, { access, conversationId, personId: line.ben.id })).rejects.toMatchObject(
    refused,
  );
  await expect(setStatus(line.deps, { access, conversationId, status: "resolved" })).rejects.toMatchObject(
    refused,
  );
  const workItemId = (await workOf(line, call))?.id ?? "";
  await expect(moveWork(line.deps, { access, workItemId, queueId: line.queueId })).rejects.toMatchObject(
    refused,
  );
  await call.tell({ type: "hungUp" });
  await setStatus(line.deps, { access, conversationId, status: "open" });
});
