import { afterAll, beforeAll, expect, test } from "vitest";
import { undos } from "../../db/schema/index.ts";
import { makePerson, type TestHub, testHub } from "../../test/factories.ts";
import { forgetUndos } from "./forget-undos.ts";

let hub: TestHub;
beforeAll(async () => {
  hub = await testHub();
});
afterAll(() => hub.close());

test("undos made use of more than 30 days ago go; later ones and those still open stay", async () => {
  const { id: personId } = await makePerson(hub);
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  const made = { kind: "move", personId, createdAt: daysAgo(90) } as const;
  await hub.deps.db.insert(undos).values([
    { ...made, data: { is: "old" }, undoneAt: daysAgo(31) },
    { ...made, data: { is: "recent" }, undoneAt: daysAgo(29) },
    { ...made, data: { is: "open" } },
  ]);
  await forgetUndos(hub.deps);
  const left = await hub.deps.db.select().from(undos);
  expect(left.map(({ data }) => data.is).toSorted()).toEqual(["open", "recent"]);
});
