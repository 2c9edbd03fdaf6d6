import { afterAll, expect, test } from "vitest";
import { answer, closeLines, makeLine, readCall, ring, setPhone } from "../../test/calls.ts";
import { eventually } from "../../test/eventually.ts";
import { testHub } from "../../test/factories.ts";
import { transact } from "../lib/transact.ts";
import { followPhones } from "./follow-phones.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

test("whose phone is gone has left their calls, now and while nobody looked", async () => {
  const line = await makeLine(hub);
  const [before, now] = [await ring(line), await ring(line)];
  await answer(hub, line, before, line.anna);
  await answer(hub, line, now, line.ben);
  await setPhone(line, line.anna, false);
  const following = await followPhones(line.deps);
  expect(await readCall(line, before)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] });
  expect(await readCall(line, now)).toMatchObject({ stage: "active" });
  await setPhone(line, line.ben, false);
  const hasPhone = { from: true, to: false };
  await transact(line.deps, async (tx) =>
    tx.append({ type: "person.phoneChanged", data: { personId: line.ben.id, hasPhone } }),
  );
  await eventually(async () =>
    expect(await readCall(line, now)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] }),
  );
  await following.stop();
});
