import { afterAll, expect, test } from "vitest";
import type { Voice } from "../../connectors/contract.ts";
import { answer, closeLines, makeLine, ring, setPhone } from "../../test/calls.ts";
import { accessOf, makePerson, testHub } from "../../test/factories.ts";
import { listParties } from "./list-parties.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

test("who talks is told who could come into the call, and who not", async () => {
  const line = await makeLine(hub);
  const [call, other] = [await ring(line), await ring(line)];
  await answer(hub, line, call, line.anna);
  await answer(hub, line, other, line.ben);
  const gone = await makePerson(hub, { removedAt: new Date() });
  const cleo = await makePerson(hub);
  await setPhone(hub, cleo, true);
  const access = await accessOf(hub, line.anna);
  const { colleagues } = await listParties(line.deps, { access, callId: call.id });
  expect(colleagues).toContainEqual({ personId: line.ben.id, hasPhone: true, isInCall: true });
  expect(colleagues).toContainEqual({ personId: cleo.id, hasPhone: true, isInCall: false });
  const ids = colleagues.map(({ personId }) => personId);
  expect(ids).not.toContain(line.anna.id);
  expect(ids).not.toContain(gone.id);
  await setPhone(hub, cleo, false);
  expect((await listParties(line.deps, { access, callId: call.id })).colleagues).toContainEqual({
    personId: cleo.id,
    hasPhone: false,
    isInCall: false,
  });
});

test("telephones are offered only where the carrier calls them", async () => {
  const line = await makeLine(hub);
  const call = await ring(line);
  await answer(hub, line, call, line.anna);
  const access = await accessOf(hub, line.anna);
  const canDial = async () => (await listParties(line.deps, { access, callId: call.id })).canDial;
  expect(await canDial()).toBe(true);
  delete (line.voice as Voice).dial;
  expect(await canDial()).toBe(false);
});

test("to whoever does not see the call it is not there", async () => {
  const line = await makeLine(hub);
  const call = await ring(line);
  await answer(hub, line, call, line.anna);
  const access = await accessOf(hub, await makePerson(hub));
  await expect(listParties(line.deps, { access, callId: call.id })).rejects.toMatchObject({
    code: "not_found",
  });
});
