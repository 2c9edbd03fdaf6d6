import { expect, test } from "vitest";
import type { Inbound } from "../../contract.ts";
import { createLine } from "./in-order.ts";
import { createRoom } from "./room.ts";

const item = (externalId: string): Inbound => ({
  type: "receipt",
  externalId,
  messageId: "m",
  state: "read",
});
const roomy = () => createRoom({ mails: 10, bytes: 1_000 });

test("what is read sooner is still handed over in its turn", async () => {
  const handed: string[] = [];
  const line = createLine(roomy(), async ({ externalId }) => handed.push(externalId));
  const slow = Promise.withResolvers<Inbound[]>();
  await line.add(
    1,
    () => slow.promise,
    () => handed.push("1 done"),
  );
  await line.add(
    1,
    async () => [item("2")],
    () => handed.push("2 done"),
  );
  expect(handed).toEqual([]);
  slow.resolve([item("1"), item("1, too")]);
  await line.settle();
  expect(handed.filter((name) => !name.endsWith("done"))).toEqual(["1", "1, too", "2"]);
  expect(handed.indexOf("1 done")).toBeLessThan(handed.indexOf("2 done"));
});

test("behind one that is not taken nothing counts as received", async () => {
  const done: number[] = [];
  const line = createLine(roomy(), async ({ externalId }) => {
    if (externalId === "2") throw new Error("The database is away.");
  });
  for (const nth of [1, 2, 3])
    await line.add(
      1,
      async () => [item(`${nth}`)],
      () => done.push(nth),
    );
  await expect(line.settle()).rejects.toThrow("The database is away.");
  expect(done).toEqual([1]);
  await expect(
    line.add(
      1,
      async () => [item("4")],
      () => done.push(4),
    ),
  ).rejects.toThrow("away");
});

test("no more is in memory than there is room for, and one that is larger than all of it goes alone", async () => {
  const room = createRoom({ mails: 2, bytes: 100 });
  const entered: string[] = [];
  const enter = (name: string, bytes: number) =>
    room.take(bytes).then((leave) => {
      entered.push(name);
      return leave;
    });
  const first = enter("first", 60);
  const huge = enter("huge", 5_000);
  const last = enter("last", 1);
  (await first)();
  const leaveHuge = await huge;
  expect(entered).toEqual(["first", "huge"]);
  leaveHuge();
  leaveHuge();
  await last;
  expect(entered).toEqual(["first", "huge", "last"]);
});
