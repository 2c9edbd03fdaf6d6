import { afterAll, beforeAll, expect, test } from "vitest";
import { accessLinks, sessions, verifications } from "../../db/schema/index.ts";
import { makePerson, type TestHub, testHub } from "../../test/factories.ts";
import { forgetSignIns } from "./forget-sign-ins.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

const [past, future] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];

test("sessions and codes that ran out go, those in use stay", async () => {
  const { db } = hub.deps;
  const { id: personId } = await makePerson(hub);
  for (const [token, expiresAt] of [["old", past] as const, ["new", future] as const]) {
    await db.insert(sessions).values({ personId, token, expiresAt });
    await db.insert(verifications).values({ identifier: token, value: "1", expiresAt });
  }
  await forgetSignIns(hub.deps);
  expect((await db.select().from(sessions)).map(({ token }) => token)).toEqual(["new"]);
  expect((await db.select().from(verifications)).map(({ identifier }) => identifier)).toEqual(["new"]);
});

test("links that ran out or were used go, one that still lets somebody in stays", async () => {
  const link = { kind: "invitation", email: "eve@example.com" } as const;
  await hub.deps.db.insert(accessLinks).values([
    { ...link, tokenHash: "ran out", expiresAt: past },
    { ...link, tokenHash: "used", expiresAt: future, usedAt: past },
    { ...link, tokenHash: "good", expiresAt: future },
  ]);
  await forgetSignIns(hub.deps);
  const left = await hub.deps.db.select().from(accessLinks);
  expect(left.map(({ tokenHash }) => tokenHash)).toEqual(["good"]);
});
