import { expect, test } from "vitest";
import {
  accept,
  answer,
  bringIn,
  menuFlow,
  offer,
  openCall,
  readCall,
  ring,
  setPhone,
  workOf,
} from "../../../test/calls.ts";
import { accessOf, makePerson, makeQueue } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { acceptOffer } from "../../routing/work/accept-offer.ts";
import { claimWork } from "../../routing/work/claim-work.ts";
import { declineOffer } from "../../routing/work/decline-offer.ts";
import { moveWork } from "../../routing/work/move-work.ts";
import { commitCall } from "../change-call.ts";
import { holdWorkOf } from "../hold-work-of.ts";
import { checkLeg } from "./check-leg.ts";
import { ringPerson } from "./ring-person.ts";
import { sayLegState } from "./say-leg-state.ts";

const { hub, line, renew } = await setLine();

const acceptAs = async (person: { id: string }, workItemId: string) =>
  acceptOffer(line.deps, { access: await accessOf(hub, person), workItemId });
const say = async (person: { id: string }, callId: string, legId: string, state: "connected" | "ended") =>
  sayLegState(line.deps, { access: await accessOf(hub, person), callId, legId, state, detail: null });
const missesOf = async (person: { id: string }) => {
  const { rows } = await hub.deps.pool.query("select missed_offers as misses from people where id = $1", [
    person.id,
  ]);
  return rows[0]?.misses;
};

test("accepting twice, or twice at once, begins one leg", async () => {
  const call = await ring(line);
  const workItemId = await offer(line, call, line.anna);
  await Promise.all([acceptAs(line.anna, workItemId), acceptAs(line.anna, workItemId)]);
  await acceptAs(line.anna, workItemId);
  expect(line.voice.of("join", call.id)).toHaveLength(1);
  const [leg] = (await readCall(line, call)).legs;
  await say(line.anna, call.id, leg?.id ?? "", "connected");
  await acceptAs(line.anna, workItemId);
  expect((await readCall(line, call)).legs).toHaveLength(1);
});

test("of two who want a call at once one is connected, and the other is told", async () => {
  const admin = await makePerson(hub, { role: "admin", hasPhone: true });
  for (let nth = 0; nth < 10; nth++) {
    const call = await ring(line);
    const workItemId = await offer(line, call, line.anna);
    const access = await accessOf(hub, admin);
    const tries = await Promise.allSettled([
      acceptAs(line.anna, workItemId),
      claimWork(line.deps, { access, workItemId }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    expect(line.voice.of("join", call.id)).toHaveLength(1);
    await call.tell({ type: "hungUp" });
  }
});

test("only whom it is offered to accepts a call, with a phone that is ready", async () => {
  const call = await ring(line);
  const workItemId = await offer(line, call, line.anna);
  const stranger = await makePerson(hub, { hasPhone: true });
  await expect(acceptAs(line.ben, workItemId)).rejects.toMatchObject({ code: "conflict" });
  await expect(acceptAs(stranger, workItemId)).rejects.toMatchObject({ code: "conflict" });
  await setPhone(line, line.anna, false);
  await expect(acceptAs(line.anna, workItemId)).rejects.toMatchObject({
    code: "conflict",
    message: "Your phone is not ready for calls.",
  });
  expect(await readCall(line, call)).toMatchObject({ legs: [] });
});

test("nobody goes into two calls at once, whichever way they are asked for the other", async () => {
  for (let nth = 0; nth < 10; nth++) {
    await renew({});
    const { call: first, by } = await openCall(line);
    const second = await ring(line);
    const workItemId = await offer(line, second, line.ben);
    const byAnna = await by(line.anna);
    const tries = await Promise.allSettled([acceptAs(line.ben, workItemId), bringIn(line, byAnna, line.ben)]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { code: "conflict", message: expect.stringMatching(/in (a|another) call/) },
    });
    const legs = [...(await readCall(line, first)).legs, ...(await readCall(line, second)).legs];
    expect(legs.filter(({ personId }) => personId === line.ben.id)).toHaveLength(1);
  }
});

test.each([
  "busy",
  "noAnswer",
  "failed",
  "declined",
] as const)("a leg that ends as %s before it was connected sends the call to the next, and nothing was missed", async (reason) => {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  await line.door.tellLeg(legId, { state: "ringing" });
  await line.door.tellLeg(legId, { state: "ended", reason });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
  expect(await missesOf(line.anna)).toBe(0);
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued", legs: [{ state: "ended", reason }] });
  await answer(line, call, line.ben);
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
});

test("whoever accepted and then declines is let go, and the call goes to the next", async () => {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  const declining = {
    access: await accessOf(hub, line.anna),
    workItemId: (await workOf(line, call))?.id ?? "",
  };
  await declineOffer(line.deps, declining);
  await declineOffer(line.deps, declining);
  expect(await readCall(line, call)).toMatchObject({ legs: [{ state: "ended", reason: "declined" }] });
  expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: legId } }]);
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
});

test("whoever the work is taken from on their way to a call makes room for the next", async () => {
  const call = await ring(line);
  await accept(line, call, line.anna);
  const other = await makeQueue(hub, { personIds: [line.ben.id] });
  const admin = await makePerson(hub, { role: "admin" });
  const moved = { workItemId: (await workOf(line, call))?.id ?? "", queueId: other.id };
  await moveWork(line.deps, { access: await accessOf(hub, admin), ...moved });
  await answer(line, call, line.ben);
  expect(await readCall(line, call)).toMatchObject({
    stage: "active",
    legs: [
      { personId: line.anna.id, state: "ended", reason: "cancelled" },
      { personId: line.ben.id, state: "connected" },
    ],
  });
});

test.each([
  ["too long a wait", { type: "tick", position: null, expectedWaitSeconds: null }],
  ["the key to be called back", { type: "digits", turn: 2, digits: "5" }],
] as const)("%s takes no caller from whoever is on their way to them, and does if they do not come", async (_, input) => {
  await renew({ flow: menuFlow });
  const call = await ring(line);
  await call.tell({ type: "digits", turn: 1, digits: "1" });
  const legId = await accept(line, call, line.anna);
  hub.setClock(new Date(Date.now() + 61_000));
  await call.tell(input);
  expect(await readCall(line, call)).toMatchObject({ stage: "offered", legs: [{ state: "connecting" }] });
  await line.door.tellLeg(legId, { state: "ended", reason: "failed" });
  await call.tell(input);
  hub.setClock();
  expect(await readCall(line, call)).not.toMatchObject({ stage: "queued" });
  expect(await workOf(line, call)).toBeUndefined();
});

test("a leg that its carrier does not begin has failed at once", async () => {
  const call = await ring(line);
  line.voice.failure = new Error("The provider is away.");
  const workItemId = await offer(line, call, line.anna);
  await acceptAs(line.anna, workItemId);
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
  expect(await readCall(line, call)).toMatchObject({ legs: [{ state: "ended", reason: "failed" }] });
});

test("a leg that is not connected in time has failed, also where the hub died before it asked for it", async () => {
  const call = await ring(line);
  await offer(line, call, line.anna);
  const from = Date.now();
  // Committed, and then nothing more was done.
  await commitCall(line.deps, { id: call.id }, async (tx, held) => {
    const item = await holdWorkOf(tx, held.conversation);
    if (item) await ringPerson(tx, line.deps, held, item, line.anna.id);
  });
  const legId = (await readCall(line, call)).legs[0]?.id ?? "";
  expect(line.voice.of("join", call.id)).toEqual([]);
  const [job] = (await hub.jobs("checkLeg")).filter(({ payload }) => payload.legId === legId);
  expect(job?.runAt.getTime()).toBeGreaterThanOrEqual(from + 10_000);
  expect((await workOf(line, call))?.offerEndsAt?.getTime()).toBe(job?.runAt.getTime());
  await checkLeg(line.deps, { legId });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", passedBy: [line.anna.id] });
  expect(await readCall(line, call)).toMatchObject({ legs: [{ state: "ended", reason: "noAnswer" }] });
  expect(await missesOf(line.anna)).toBe(0);
});

test("a leg that is connected is let be when its time is up", async () => {
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  await checkLeg(line.deps, { legId });
  expect(await readCall(line, call)).toMatchObject({ stage: "active", legs: [{ state: "connected" }] });
});

test("a browser that says it is connected has its person in the call, and nobody else says so", async () => {
  const call = await ring(line);
  const legId = await accept(line, call, line.anna);
  await expect(say(line.ben, call.id, legId, "connected")).rejects.toMatchObject({ code: "not_found" });
  const other = await ring(line);
  await expect(say(line.anna, other.id, legId, "connected")).rejects.toMatchObject({ code: "not_found" });
  await say(line.anna, call.id, legId, "connected");
  await say(line.anna, call.id, legId, "connected");
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.anna.id });
});

test("a connected leg that its browser loses sends the caller back, before all others", async () => {
  const call = await ring(line);
  const legId = await answer(line, call, line.anna);
  await say(line.anna, call.id, legId, "ended");
  expect(await workOf(line, call)).toMatchObject({
    state: "waiting",
    priority: 9,
    ownerId: null,
  });
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await readCall(line, call)).toMatchObject({ stage: "queued" });
});
