import { eq } from "drizzle-orm";
import { afterAll, afterEach, expect, test } from "vitest";
import { people } from "../../db/schema/index.ts";
import { accessOf, makePerson, makeTeam, testHub } from "../../test/factories.ts";
import { changeAvailability } from "./change-availability.ts";
import { updateMe } from "./update-me.ts";

const hub = await testHub();
const { deps } = hub;
afterAll(hub.close);
afterEach(() => hub.setClock());

type Who = { id: string };
const rowOf = async ({ id }: Who) => (await deps.db.select().from(people).where(eq(people.id, id)))[0];
const setFor = async (by: Who, { id: personId }: Who) =>
  changeAvailability(deps, {
    access: await accessOf(hub, by),
    personId,
    availability: "away",
    awayReason: "Training",
  });

test("a supervisor sets people of their teams away, and they read who did it", async () => {
  const team = await makeTeam(hub);
  const chief = await makePerson(hub, { role: "supervisor", teamIds: [team.id] });
  const agent = await makePerson(hub, { teamIds: [team.id] });
  await setFor(chief, agent);
  expect(await rowOf(agent)).toMatchObject({
    availability: "away",
    awayReason: "Training",
    availabilityBy: "supervisor",
  });
  expect((await hub.events()).at(-1)).toMatchObject({
    type: "person.availabilityChanged",
    actorId: chief.id,
    data: { availability: { from: "ready", to: "away" }, by: "supervisor" },
  });
});

test("nobody sets people of other teams, or who is no longer here", async () => {
  const team = await makeTeam(hub);
  const chief = await makePerson(hub, { role: "supervisor", teamIds: [team.id] });
  const stranger = await makePerson(hub);
  const removed = await makePerson(hub, { teamIds: [team.id], removedAt: new Date() });
  for (const person of [stranger, removed, team]) {
    await expect(setFor(chief, person)).rejects.toMatchObject({ code: "not_found" });
  }
  const admin = await makePerson(hub, { role: "admin" });
  await setFor(admin, stranger);
  expect((await rowOf(stranger))?.availability).toBe("away");
});

test("who sets themselves ready is idle from then on, by their own word, and has missed nothing", async () => {
  const person = await makePerson(hub, {
    availability: "away",
    availabilityBy: "missedOffers",
    missedOffers: 2,
  });
  const now = new Date(Date.now() + 5_000);
  hub.setClock(now);
  await updateMe(deps, { access: await accessOf(hub, person), change: { availability: "ready" } });
  expect(await rowOf(person)).toMatchObject({
    availability: "ready",
    availabilityBy: null,
    missedOffers: 0,
    idleSince: now,
    availabilitySince: now,
  });
});

test("another name leaves the availability as the hub set it", async () => {
  const person = await makePerson(hub, { availability: "away", availabilityBy: "missedOffers" });
  await updateMe(deps, { access: await accessOf(hub, person), change: { name: "Other" } });
  expect(await rowOf(person)).toMatchObject({ availability: "away", availabilityBy: "missedOffers" });
});
