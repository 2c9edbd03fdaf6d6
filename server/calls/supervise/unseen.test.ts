import { afterAll, expect, test } from "vitest";
import { answer, laneOf, makeLine, ring } from "../../../test/calls.ts";
import { accessOf, makePerson } from "../../../test/factories.ts";
import { setScreens } from "../../../test/realtime/stage.ts";
import type { SupervisionMode } from "../../contract/supervision.ts";
import { presentConversations, presentInteractions } from "../../conversations/queries.ts";
import { addLeg } from "../legs/add-leg.ts";
import { dropLeg } from "../legs/drop-leg.ts";
import { getMyPhone } from "../phone/get-my-phone.ts";
import { getCall, listCalls } from "../queries.ts";
import { endSupervision } from "./end-supervision.ts";
import { listSupervisions } from "./queries.ts";
import { superviseCall } from "./supervise-call.ts";

const stage = setScreens();
afterAll(() => laneOf(stage.hub).stop());

async function openCall() {
  const { hub } = stage;
  const line = await makeLine(hub);
  const { deps } = line;
  const kim = await makePerson(hub, { name: "Kim", role: "admin", hasPhone: true });
  const call = await ring(line);
  await answer(line, call, line.anna);
  const anna = await accessOf(hub, line.anna);
  const { conversationId } = await getCall(deps, anna, call.id);
  const at = { access: await accessOf(hub, kim), callId: call.id };
  return {
    line,
    deps,
    kim,
    call,
    attend: (mode: SupervisionMode) => superviseCall(deps, { ...at, mode }),
    leave: () => endSupervision(deps, at),
    ownLeg: async () => (await getMyPhone(deps, { access: at.access })).calls[0]?.legId ?? "",
    /** All that the agent can read of it, signed in or by a key. */
    async readings() {
      const key = { ...anna, scopes: ["conversations:read" as const] };
      const { passes: _passes, ...phone } = await getMyPhone(deps, { access: anna });
      const listing = { access: key, show: "all", limit: 10 } as const;
      return [
        await getCall(deps, key, call.id),
        await listCalls(deps, listing),
        [...(await presentInteractions(deps, [call.id])).values()],
        [...(await presentConversations(deps, [conversationId])).values()],
        phone,
      ];
    },
  };
}

test("whoever is listened to finds no trace of it, in nothing that they read and nothing that is pushed", async () => {
  const { line, deps, kim, call, attend, leave, ownLeg, readings } = await openCall();
  const [byAnna, byKim] = [await stage.screenOf(line.anna), await stage.screenOf(kim)];
  const before = await readings();
  await attend("listen");
  const legId = await ownLeg();
  expect(await readings()).toEqual(before);
  await line.door.tellLeg(legId, { state: "ringing" });
  await line.door.tellLeg(legId, { state: "connected" });
  expect(await readings()).toEqual(before);

  const anna = await accessOf(stage.hub, line.anna);
  const dropping = { access: anna, callId: call.id, legId };
  await expect(dropLeg(deps, dropping)).rejects.toMatchObject({ code: "not_found" });
  const bringing = { access: anna, callId: call.id, leaves: false } as const;
  const bringIn = (personId: string) => addLeg(deps, { ...bringing, to: { kind: "person", personId } });
  await expect(bringIn(kim.id)).rejects.toMatchObject({ message: "Kim cannot come now." });
  await line.deps.pool.query("update people set role = 'supervisor' where id = $1", [line.anna.id]);
  expect(await listSupervisions(deps, await accessOf(stage.hub, line.anna), call.id)).toEqual([]);
  await leave();
  expect(await readings()).toEqual(before);
  await stage.settled(byAnna!, byKim!);
  expect(byAnna!.events).toEqual([]);
  expect(byKim!.events).toMatchObject([
    { type: "call.supervised", data: { mode: { from: null, to: "listen" } } },
    { type: "call.supervised", data: { mode: { from: "listen", to: null } } },
  ]);
});

test("whoever is whispered to learns that, and not who listened before and after", async () => {
  const { line, kim, attend, ownLeg, readings } = await openCall();
  const [byAnna, byBen] = [await stage.screenOf(line.anna), await stage.screenOf(line.ben)];
  const before = await readings();
  await attend("listen");
  await line.door.tellLeg(await ownLeg(), { state: "connected" });
  await attend("whisper");
  const { calls } = await getMyPhone(line.deps, { access: await accessOf(stage.hub, line.anna) });
  expect(calls[0]?.whispererIds).toEqual([kim.id]);
  expect((await readings()).slice(0, 4)).toEqual(before.slice(0, 4));
  await attend("listen");
  expect(await readings()).toEqual(before);
  await stage.settled(byAnna!, byBen!);
  const data = { personId: kim.id, toId: line.anna.id };
  expect(byAnna!.events).toMatchObject([
    { type: "call.whispered", data: { ...data, isWhispering: true } },
    { type: "call.whispered", data: { ...data, isWhispering: false } },
  ]);
  expect(byBen!.events).toEqual([]);
});

test("whoever barges in comes and goes as anybody else, and since when they listened stays unsaid", async () => {
  const { line, call, attend, leave, ownLeg } = await openCall();
  await attend("listen");
  const legId = await ownLeg();
  await line.door.tellLeg(legId, { state: "connected" });
  const byAnna = await stage.screenOf(line.anna);
  await attend("barge");
  await line.door.tellLeg(legId, { state: "connected" });
  await attend("listen");
  await leave();
  await stage.settled(byAnna!);
  expect(byAnna!.events.map(({ type, data }) => [type, data])).toMatchObject([
    ["call.legChanged", { role: "talk", state: { from: null, to: "connecting" } }],
    ["call.legChanged", { role: "talk", state: { from: "connecting", to: "connected" } }],
    ["call.legChanged", { role: "talk", state: { from: "connected", to: "ended" } }],
  ]);
  // The first digits of the usual ids are a time.
  expect(legId).toMatch(/^.{14}4/);
  expect(byAnna!.events.at(-1)?.interaction?.call?.id).toBe(call.id);
});
