import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answer, bringIn, readCall, ring, setPhone } from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { accessOf, makePerson, makeQueue, makeTeam } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import type { SupervisionMode } from "../../contract/supervision.ts";
import { transact } from "../../lib/transact.ts";
import { addLeg } from "../legs/add-leg.ts";
import { checkLeg } from "../legs/check-leg.ts";
import { dropLeg } from "../legs/drop-leg.ts";
import { followPhones } from "../legs/follow-phones.ts";
import { sayLegState } from "../legs/say-leg-state.ts";
import { getMyPhone } from "../phone/get-my-phone.ts";
import { requeueCall } from "../queue/requeue-call.ts";
import { endSupervision } from "./end-supervision.ts";
import { listSupervisions } from "./queries.ts";
import { superviseCall } from "./supervise-call.ts";

type Person = { id: string };
const { hub, line, call, ownLeg: annasLeg, by } = await setTalk({ recording: "always" });
const morning = new Date("2031-05-05T10:00:00Z");
hub.setClock(morning);
afterEach(() => hub.setClock(morning));

let kim: Person;
beforeEach(async () => {
  kim = await makePerson(hub, { name: "Kim", role: "admin", hasPhone: true });
});

const attend = async (person: Person, mode: SupervisionMode) =>
  superviseCall(line.deps, { ...(await by(person)), mode });
const leave = async (person: Person) => endSupervision(line.deps, await by(person));
const phoneOf = async (person: Person) =>
  (await getMyPhone(line.deps, { access: await accessOf(hub, person) })).calls[0];
const legOf = async (person: Person) => (await phoneOf(person))?.supervision?.leg.id ?? "";
const logFor = async (person: Person) =>
  (await listSupervisions(line.deps, await accessOf(hub, person), call.id)).map(
    ({ personId, mode, startedAt, endedAt }) => ({
      personId,
      mode,
      from: startedAt.slice(11, 19),
      to: endedAt?.slice(11, 19),
    }),
  );
/** They attend it, and are connected. */
async function connect(person: Person, mode: SupervisionMode) {
  await attend(person, mode);
  const legId = await legOf(person);
  await line.door.tellLeg(legId, { state: "connected" });
  return legId;
}
const refused = (code: string) => ({ code });

describe("a call is attended", () => {
  test("beside whoever has it, and the log says how and from when they were really there", async () => {
    await attend(kim, "listen");
    const legId = await legOf(kim);
    expect(line.voice.of("join", call.id).at(-1)?.leg).toEqual({
      id: legId,
      to: { kind: "person", personId: kim.id },
      role: "listen",
      by: annasLeg(),
      byPersonId: line.anna.id,
    });
    expect(await logFor(kim)).toEqual([]);
    hub.setClock(new Date("2031-05-05T10:00:03Z"));
    await line.door.tellLeg(legId, { state: "connected" });
    hub.setClock(new Date("2031-05-05T10:01:00Z"));
    await attend(kim, "whisper");
    expect(line.voice.of("changeRole", call.id).at(-1)?.leg).toMatchObject({ id: legId, role: "whisper" });
    hub.setClock(new Date("2031-05-05T10:02:00Z"));
    await leave(kim);
    await leave(kim);
    expect(await logFor(kim)).toEqual([
      { personId: kim.id, mode: "listen", from: "10:00:03", to: "10:01:00" },
      { personId: kim.id, mode: "whisper", from: "10:01:00", to: "10:02:00" },
    ]);
    expect(line.voice.of("drop", call.id)).toMatchObject([{ leg: { id: legId } }]);
    expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  });

  test("once, however often it is asked for, also at once", async () => {
    await Promise.all([attend(kim, "listen"), attend(kim, "listen")]);
    await attend(kim, "listen");
    expect(line.voice.of("join", call.id)).toHaveLength(2);
    await line.door.tellLeg(await legOf(kim), { state: "connected" });
    await Promise.all([attend(kim, "whisper"), attend(kim, "whisper")]);
    expect(line.voice.of("changeRole", call.id)).toHaveLength(1);
    expect((await logFor(kim)).map(({ mode }) => mode)).toEqual(["listen", "whisper"]);
  });

  test("by two at once, each with a leg of their own, and by no more than a call has room for", async () => {
    const others = await Promise.all([1, 2, 3].map(() => makePerson(hub, { role: "admin", hasPhone: true })));
    const tries = await Promise.allSettled([kim, ...others].map((person) => attend(person, "listen")));
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    expect(tries.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
  });

  test("not before somebody talks, not in one's own call, not in two at once, and not without a phone", async () => {
    const other = await ring(line);
    const access = await accessOf(hub, kim);
    const listening = { access, callId: other.id, mode: "listen" } as const;
    await expect(superviseCall(line.deps, listening)).rejects.toMatchObject(refused("conflict"));
    await answer(line, other, line.ben);
    await connect(kim, "listen");
    await expect(superviseCall(line.deps, listening)).rejects.toMatchObject(refused("conflict"));
    await leave(kim);
    await setPhone(line, kim, false);
    await expect(attend(kim, "listen")).rejects.toMatchObject(refused("conflict"));
    await line.deps.pool.query("update people set role = 'admin' where id = $1", [line.anna.id]);
    await expect(attend(line.anna, "listen")).rejects.toMatchObject(refused("forbidden"));
  });

  test("by whoever leads its queue or who talks, and by nobody else", async () => {
    const [ours, others] = [await makeTeam(hub), await makeTeam(hub)];
    const leader = await makePerson(hub, { role: "supervisor", teamIds: [ours.id], hasPhone: true });
    const stranger = await makePerson(hub, { role: "supervisor", teamIds: [others.id], hasPhone: true });
    const agent = await makePerson(hub, { teamIds: [ours.id], hasPhone: true });
    await expect(attend(leader, "listen")).rejects.toMatchObject(refused("forbidden"));
    await line.deps.pool.query("insert into team_members (team_id, person_id) values ($1, $2)", [
      ours.id,
      line.anna.id,
    ]);
    await attend(leader, "listen");
    await expect(attend(stranger, "listen")).rejects.toMatchObject(refused("forbidden"));
    await expect(attend(agent, "listen")).rejects.toMatchObject({
      code: expect.stringMatching(/not_found|forbidden/),
    });
    await line.deps.pool.query("insert into queue_people (queue_id, person_id) values ($1, $2)", [
      line.queueId,
      stranger.id,
    ]);
    await attend(stranger, "listen");
    const unseen = { access: await accessOf(hub, stranger), callId: (await makeQueue(hub)).id };
    await expect(superviseCall(line.deps, { ...unseen, mode: "listen" })).rejects.toMatchObject(
      refused("not_found"),
    );
  });
});

describe("whoever attends a call", () => {
  test("does not keep it alive, and goes with whom they stand beside", async () => {
    const legId = await connect(kim, "listen");
    await dropLeg(line.deps, { access: await accessOf(hub, line.anna), callId: call.id, legId: annasLeg() });
    expect(await readCall(line, call)).toMatchObject({ stage: "ended", outcome: "answered" });
    expect(line.voice.of("drop", call.id).map(({ leg }) => leg.id)).toContain(legId);
    expect((await logFor(kim))[0]?.to).toBeDefined();
    expect(await phoneOf(kim)).toBeUndefined();
  });

  test("follows the call to the next who has it, and leaves when the caller goes back to the queue", async () => {
    const legId = await connect(kim, "whisper");
    const access = await accessOf(hub, line.anna);
    await addLeg(line.deps, {
      access,
      callId: call.id,
      to: { kind: "person", personId: line.ben.id },
      leaves: true,
    });
    const bens = (await readCall(line, call)).legs.at(-1)?.id ?? "";
    await line.door.tellLeg(bens, { state: "connected" });
    expect(line.voice.of("changeRole", call.id).at(-1)?.leg).toMatchObject({
      id: legId,
      role: "whisper",
      by: bens,
      byPersonId: line.ben.id,
    });
    expect((await phoneOf(line.ben))?.whispererIds).toEqual([kim.id]);
    const byBen = { access: await accessOf(hub, line.ben), callId: call.id, queueId: line.queueId };
    await requeueCall(line.deps, byBen);
    expect(await phoneOf(kim)).toBeUndefined();
    const passed = await hub.deps.pool.query("select passed_by from work_items where queue_id = $1", [
      line.queueId,
    ]);
    expect(passed.rows[0].passed_by).toEqual([line.anna.id, line.ben.id]);
  });

  test("barges in once the caller hears them, and is then in the call for all", async () => {
    const legId = await connect(kim, "listen");
    await attend(kim, "barge");
    const legs = async () =>
      (await readCall(line, call)).legs.map(({ id, state, connectedAt }) => ({ id, state, connectedAt }));
    expect((await legs()).at(-1)).toEqual({ id: legId, state: "connecting", connectedAt: null });
    hub.setClock(new Date("2031-05-05T10:05:00Z"));
    await line.door.tellLeg(legId, { state: "connected" });
    expect((await legs()).at(-1)).toEqual({
      id: legId,
      state: "connected",
      connectedAt: "2031-05-05T10:05:00.000Z",
    });
    hub.setClock(new Date("2031-05-05T10:06:00Z"));
    await attend(kim, "listen");
    expect((await readCall(line, call)).legs.at(-1)).toMatchObject({
      id: legId,
      role: "talk",
      state: "ended",
      connectedAt: "2031-05-05T10:05:00.000Z",
      endedAt: "2031-05-05T10:06:00.000Z",
    });
  });

  test("who is not connected to the caller in time is out of the call, and it goes on", async () => {
    const legId = await connect(kim, "listen");
    await attend(kim, "barge");
    await checkLeg(line.deps, { legId });
    expect(await phoneOf(kim)).toBeUndefined();
    expect((await logFor(kim)).map(({ mode }) => mode)).toEqual(["listen"]);
    expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  });

  test.each(["nowhere", "listening", "barging in"])("takes it over from %s, with its work", async (from) => {
    if (from !== "nowhere") await connect(kim, from === "listening" ? "listen" : "barge");
    await attend(kim, "takeOver");
    const legId = await legOf(kim);
    if (from !== "barging in") {
      expect(await legOwners()).toContain(line.anna.id);
      await line.door.tellLeg(legId, { state: "connected" });
    }
    expect(await legOwners()).toEqual([kim.id]);
    expect((await phoneOf(kim))?.workItem).toMatchObject({ ownerId: kim.id, state: "active" });
    await expect(leave(kim)).rejects.toMatchObject(refused("conflict"));
    await expect(attend(kim, "listen")).rejects.toMatchObject(refused("conflict"));
  });

  test("cannot go back to listening once the work is theirs, which would stay with somebody who does not talk", async () => {
    await connect(kim, "barge");
    hub.setClock(new Date("2031-05-05T10:01:00Z"));
    const bens = await bringIn(line, await by(line.anna), line.ben);
    await line.door.tellLeg(bens, { state: "connected" });
    await dropLeg(line.deps, { ...(await by(line.anna)), legId: annasLeg() });
    expect((await phoneOf(kim))?.workItem).toMatchObject({ ownerId: kim.id });
    for (const mode of ["listen", "whisper"] as const)
      await expect(attend(kim, mode)).rejects.toMatchObject(refused("conflict"));
    expect((await legOwners()).sort()).toEqual([kim.id, line.ben.id].sort());
    await attend(kim, "takeOver");
    expect(await legOwners()).toEqual([kim.id]);
  });

  async function legOwners() {
    const { legs } = await readCall(line, call);
    return legs.filter(({ state }) => state === "connected").map(({ personId }) => personId);
  }

  test("is let go where the carrier does not let them into their role", async () => {
    await connect(kim, "listen");
    line.voice.failure = new Error("no");
    await attend(kim, "whisper");
    expect(await phoneOf(kim)).toBeUndefined();
    expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  });

  test("leaves as soon as they lead neither the agent nor the queue any more", async () => {
    const following = await followPhones(line.deps);
    await connect(kim, "whisper");
    const told = () =>
      transact(line.deps, async (tx) =>
        tx.append({ type: "person.accessChanged", data: { personId: kim.id } }),
      );
    await told();
    await line.deps.pool.query("update people set role = 'supervisor' where id = $1", [kim.id]);
    await told();
    await eventually(async () => expect(await phoneOf(kim)).toBeUndefined());
    expect(await readCall(line, call)).toMatchObject({ stage: "active" });
    await following.stop();
  });

  test("whose phone is gone leaves nothing but the log", async () => {
    const legId = await connect(kim, "whisper");
    await sayLegState(line.deps, {
      access: await accessOf(hub, kim),
      callId: call.id,
      legId,
      state: "ended",
      detail: null,
    });
    expect((await phoneOf(line.anna))?.whispererIds).toEqual([]);
    expect(await readCall(line, call)).toMatchObject({ stage: "active" });
  });
});
