import { afterAll, beforeAll, expect, test } from "vitest";
import { accessOf, makePerson, makeQueue, makeTeam, type TestHub, testHub } from "../../../test/factories.ts";
import { deleteTeam } from "../../people/delete-team.ts";
import { removePerson } from "../../people/remove-person.ts";
import { restorePerson } from "../../people/restore-person.ts";
import { updatePerson } from "../../people/update-person.ts";
import { updateTeam } from "../../people/update-team.ts";
import type { Access } from "../../permissions/access.ts";

let hub: TestHub;
let access: Access;
beforeAll(async () => {
  hub = await testHub();
  access = await accessOf(hub, await makePerson(hub, { role: "admin" }));
});
afterAll(() => hub.close());

/** The members of a queue of one team, as the log says after each of some changes. */
async function stage() {
  const team = await makeTeam(hub);
  const person = await makePerson(hub);
  const queue = await makeQueue(hub, { teamIds: [team.id] });
  const seq = (await hub.events()).at(-1)?.seq ?? 0;
  return {
    teamId: team.id,
    personId: person.id,
    queueId: queue.id,
    said: async () =>
      (await hub.events(seq)).flatMap((event) =>
        event.type === "queue.updated" && event.data.queueId === queue.id ? [event.data.memberIds] : [],
      ),
  };
}

test("who joins or leaves a team joins or leaves its queues, which say so", async () => {
  const { teamId, personId, said } = await stage();
  await updateTeam(hub.deps, { access, teamId, change: { memberIds: [personId] } });
  await updateTeam(hub.deps, {
    access,
    teamId,
    change: { memberIds: [personId], name: `Team of ${personId}` },
  });
  await updateTeam(hub.deps, { access, teamId, change: { memberIds: [] } });
  expect(await said()).toEqual([[personId], []]);
});

test("a person's own teams do the same", async () => {
  const { teamId, personId, said } = await stage();
  await updatePerson(hub.deps, { access, personId, change: { teamIds: [teamId] } });
  await updatePerson(hub.deps, { access, personId, change: { teamIds: [teamId] } });
  await updatePerson(hub.deps, { access, personId, change: { teamIds: [] } });
  expect(await said()).toEqual([[personId], []]);
});

test("a team that is removed takes its people along", async () => {
  const { teamId, personId, said } = await stage();
  await updateTeam(hub.deps, { access, teamId, change: { memberIds: [personId] } });
  await deleteTeam(hub.deps, { access, teamId });
  expect(await said()).toEqual([[personId], []]);
});

test("somebody removed is no member until they are let back in", async () => {
  const { teamId, personId, said } = await stage();
  await updateTeam(hub.deps, { access, teamId, change: { memberIds: [personId] } });
  await removePerson(hub.deps, { access, personId });
  await restorePerson(hub.deps, { access, personId });
  expect(await said()).toEqual([[personId], [], [personId]]);
});

test("of two who join at once, the last event knows both", async () => {
  const { teamId, personId, said } = await stage();
  const other = await makePerson(hub);
  await Promise.all(
    [personId, other.id].map((id) =>
      updatePerson(hub.deps, { access, personId: id, change: { teamIds: [teamId] } }),
    ),
  );
  expect((await said()).at(-1)).toEqual([personId, other.id].sort());
});
