import { beforeEach, describe, expect, test } from "vitest";
import { answer, type Caller, readCall, ring, setPhone } from "../../../test/calls.ts";
import { eventually } from "../../../test/eventually.ts";
import { refuseChanges } from "../../../test/refuse-changes.ts";
import { setLine } from "../../../test/set-line.ts";
import { transact } from "../../lib/transact.ts";
import { hearEnds } from "../lost/hear-ends.ts";
import { followPhones } from "./follow-phones.ts";

const { hub, line } = await setLine();

async function losePhone(...people: { id: string }[]) {
  for (const person of people) await setPhone(line, person, false);
  const hasPhone = { from: true, to: false };
  await transact(line.deps, async (tx) => {
    for (const { id: personId } of people)
      tx.append({ type: "person.phoneChanged", data: { personId, hasPhone } });
  });
}

test("whose phone is gone has left their calls, now and while nobody looked", async () => {
  const [before, now] = [await ring(line), await ring(line)];
  await answer(line, before, line.anna);
  await answer(line, now, line.ben);
  await setPhone(line, line.anna, false);
  const following = await followPhones(line.deps);
  expect(await readCall(line, before)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] });
  expect(await readCall(line, now)).toMatchObject({ stage: "active" });
  await losePhone(line.ben);
  await eventually(async () =>
    expect(await readCall(line, now)).toMatchObject({ stage: "queued", legs: [{ state: "ended" }] }),
  );
  await following.stop();
});

describe("a call from which nobody can be let go keeps nobody else's caller waiting", () => {
  const never = new AbortController().signal;
  let [annas, bens] = [{} as Caller, {} as Caller];
  beforeEach(async () => {
    [annas, bens] = [await ring(line), await ring(line)];
    await answer(line, annas, line.anna);
    await answer(line, bens, line.ben);
  });

  test("also where it was there before, and goes when it can", async () => {
    const isBetter = await refuseChanges(hub, annas);
    await setPhone(line, line.anna, false);
    const following = await followPhones(line.deps);
    await losePhone(line.anna, line.ben);
    await eventually(async () => expect(await readCall(line, bens)).toMatchObject({ stage: "queued" }));
    expect(await readCall(line, annas)).toMatchObject({ stage: "active" });
    await isBetter();
    await hearEnds(line.deps, never);
    expect(await readCall(line, annas)).toMatchObject({ stage: "queued" });
    await following.stop();
  });

  test("while its carrier does not answer", async () => {
    const answers = Promise.withResolvers<void>();
    line.voice.steer = async (call) => (call.id === annas.id ? answers.promise : undefined);
    const following = await followPhones(line.deps);
    await losePhone(line.anna, line.ben);
    await eventually(async () => expect(await readCall(line, bens)).toMatchObject({ stage: "queued" }));
    answers.resolve();
    await following.stop();
  });
});
