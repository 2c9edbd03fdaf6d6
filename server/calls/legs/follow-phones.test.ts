import { expect, test } from "vitest";
import { answer, readCall, ring, setPhone } from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { setLine } from "../../../test/set-line.ts";
import { transact } from "../../lib/transact.ts";
import { followPhones } from "./follow-phones.ts";

const { line } = await setLine();

test("whose phone is gone has left their calls, now and while nobody looked", async () => {
  const [before, now] = [await ring(line), await ring(line)];
  await answer(line, before, line.anna);
  await answer(line, now, line.ben);
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
