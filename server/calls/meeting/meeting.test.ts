import { afterEach, beforeEach, expect, test } from "vitest";
import { makeLine, place, readCall } from "../../../test/calls.ts";
import { setTalk } from "../../../test/set-line.ts";
import { onDialled } from "../outgoing/test-dialled.ts";
import { requeueCall } from "../queue/requeue-call.ts";

/** Who brings a caller to those who wait for them, of all who hear that they do. */
const { hub, line, call, by } = await setTalk();

const start = Date.now();
const setSeconds = (seconds: number) => hub.setClock(new Date(start + seconds * 1_000));
beforeEach(() => setSeconds(0));
afterEach(() => hub.setClock());

const claim = (meeting?: string) => line.door.claimMeeting(call.externalId, meeting);
const tell = (meeting: string, isThere: boolean) => line.door.tellMeeting(call.externalId, meeting, isThere);

test("of many who hear of it at once, one brings the caller", async () => {
  const claims = await Promise.all(Array.from({ length: 8 }, () => claim("one")));
  expect(claims.filter(Boolean)).toHaveLength(1);
  expect(await claim("another")).toBe(false);
});

test("a caller who is there is not brought there again, and is from elsewhere", async () => {
  expect(await claim("one")).toBe(true);
  await tell("one", true);
  setSeconds(3_600);
  expect(await claim("one")).toBe(false);
  expect(await claim("another")).toBe(true);
  await tell("one", true);
  expect(await claim("another")).toBe(false);
});

test("a caller who could not be brought may be at once, and one who is there stays so", async () => {
  expect(await claim("one")).toBe(true);
  await tell("one", false);
  expect(await claim("one")).toBe(true);
  await tell("one", true);
  await tell("one", false);
  expect(await claim("one")).toBe(false);
});

test("a caller whom somebody brings who is killed meanwhile may soon be brought by others, or go", async () => {
  expect(await claim("one")).toBe(true);
  setSeconds(19);
  expect(await claim("one")).toBe(false);
  expect(await claim()).toBe(false);
  setSeconds(20);
  expect(await claim("one")).toBe(true);
  setSeconds(40);
  expect(await claim()).toBe(true);
});

test("a caller who goes by themselves may be told so again, and is not brought until they had time for it", async () => {
  expect([await claim(), await claim()]).toEqual([true, true]);
  expect(await claim("one")).toBe(false);
  setSeconds(30);
  expect(await claim("one")).toBe(true);
});

test("a caller who came by themselves is there", async () => {
  expect(await claim()).toBe(true);
  await tell("one", true);
  expect(await claim("one")).toBe(false);
  expect(await claim("another")).toBe(true);
});

test("a caller who was sent to the queue is on the way no more", async () => {
  expect(await claim()).toBe(true);
  await requeueCall(line.deps, { ...(await by(line.anna)), queueId: line.queueId });
  const { rows } = await hub.deps.pool.query("select meeting, meeting_until from calls where id = $1", [
    call.id,
  ]);
  expect(rows).toEqual([{ meeting: null, meeting_until: null }]);
});

test("whom we called comes by themselves once they have answered", async () => {
  const { nameOf, tell, connect } = onDialled(line);
  const placed = await place(line, { person: line.ben });
  const bring = () => line.door.claimMeeting(nameOf(placed), "one");
  await connect(placed);
  expect(await bring()).toBe(false);
  await tell(placed, { type: "accepted" });
  expect(await readCall(line, placed)).toMatchObject({ stage: "active" });
  expect(await bring()).toBe(false);
  setSeconds(30);
  expect(await bring()).toBe(true);
});

test("nobody is brought whose call is over, is nobody's yet, or is another channel's", async () => {
  const other = await makeLine(hub);
  expect(await other.door.claimMeeting(call.externalId, "one")).toBe(false);
  await requeueCall(line.deps, { ...(await by(line.anna)), queueId: line.queueId });
  expect(await claim("one")).toBe(false);
  await call.tell({ type: "hungUp" });
  expect([await claim(), await claim("one")]).toEqual([false, false]);
});

test("nothing of it is seen", async () => {
  const { version } = await readCall(line, call);
  const events = (await hub.events()).length;
  await claim("one");
  await tell("one", true);
  expect((await readCall(line, call)).version).toBe(version);
  expect(await hub.events()).toHaveLength(events);
});
