import { expect, test } from "vitest";
import type { Voice } from "../../../connectors/contract.ts";
import { answer, ring, setPhone } from "../../../test/calls.ts";
import { accessOf, makePerson } from "../../../test/factories.ts";
import { setTalk } from "../../../test/set-line.ts";
import { endSupervision } from "../supervise/end-supervision.ts";
import { superviseCall } from "../supervise/supervise-call.ts";
import { listParties } from "./list-parties.ts";

const { hub, line, call, by } = await setTalk();

test("who talks is told who could come into the call, and who not", async () => {
  const other = await ring(line);
  await answer(line, other, line.ben);
  const gone = await makePerson(hub, { removedAt: new Date() });
  const cleo = await makePerson(hub);
  await setPhone(hub, cleo, true);
  const byAnna = await by(line.anna);
  const { colleagues } = await listParties(line.deps, byAnna);
  expect(colleagues).toContainEqual({ personId: line.ben.id, hasPhone: true, isInCall: true });
  expect(colleagues).toContainEqual({ personId: cleo.id, hasPhone: true, isInCall: false });
  const ids = colleagues.map(({ personId }) => personId);
  expect(ids).not.toContain(line.anna.id);
  expect(ids).not.toContain(gone.id);
  await setPhone(hub, cleo, false);
  expect((await listParties(line.deps, byAnna)).colleagues).toContainEqual({
    personId: cleo.id,
    hasPhone: false,
    isInCall: false,
  });
});

test("whoever listens to another call is in one, and whoever listens to this one seems free", async () => {
  const other = await ring(line);
  await answer(line, other, line.ben);
  const kim = await makePerson(hub, { role: "admin", hasPhone: true });
  const byKim = await accessOf(hub, kim);
  const byAnna = await by(line.anna);
  for (const [{ id: callId }, isInCall] of [
    [other, true],
    [call, false],
  ] as const) {
    await superviseCall(line.deps, { access: byKim, callId, mode: "listen" });
    const { colleagues } = await listParties(line.deps, byAnna);
    expect(colleagues).toContainEqual({ personId: kim.id, hasPhone: true, isInCall });
    await endSupervision(line.deps, { access: byKim, callId });
  }
});

test("telephones are offered only where the carrier calls them", async () => {
  const byAnna = await by(line.anna);
  const canDial = async () => (await listParties(line.deps, byAnna)).canDial;
  expect(await canDial()).toBe(true);
  delete (line.voice as Voice).dial;
  expect(await canDial()).toBe(false);
});

test("to whoever does not see the call it is not there", async () => {
  const byStranger = await by(await makePerson(hub));
  await expect(listParties(line.deps, byStranger)).rejects.toMatchObject({ code: "not_found" });
});
