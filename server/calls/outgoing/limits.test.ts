import { afterEach, beforeEach, expect, test } from "vitest";
import { workspace } from "../../../db/schema/workspace.ts";
import { answer, place, readCall, ring, setPhone } from "../../../test/calls.ts";
import { accessOf, makeQueue } from "../../../test/factories.ts";
import { setLine } from "../../../test/set-line.ts";
import { addLeg } from "../legs/add-leg.ts";
import { dropLeg } from "../legs/drop-leg.ts";
import { onDialled } from "./test-dialled.ts";

const { hub, line } = await setLine();
const { tell } = onDialled(line);

beforeEach(() => hub.deps.db.delete(workspace));
afterEach(() => hub.setClock());

test("nobody calls without a phone, within a call, with what is not theirs, or whom they may not see", async () => {
  await setPhone(line, line.anna, false);
  await expect(place(line)).rejects.toMatchObject({ code: "conflict", message: /not ready/ });
  await setPhone(line, line.anna, true);
  const foreign = await makeQueue(hub, { personIds: [line.ben.id] });
  await expect(place(line, { queueId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line, { contactId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line, { channelId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line, { number: "112" })).rejects.toMatchObject({ code: "invalid" });
  expect(line.voice.dialled).toEqual([]);
  await place(line);
  await expect(place(line)).rejects.toMatchObject({
    code: "conflict",
    message: "You are in a call already.",
  });
  line.voice.dial = undefined;
  await expect(place(line, { person: line.ben })).rejects.toMatchObject({ code: "conflict" });
});

test("of two calls placed at once by one person one goes out", async () => {
  const placed = await Promise.allSettled([place(line), place(line), place(line)]);
  expect(placed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(line.voice.dialled).toHaveLength(1);
});

test("as many calls in an hour as are allowed, and then one when the oldest is an hour ago", async () => {
  await hub.deps.db.insert(workspace).values({ calling: { countries: [], callsPerHour: 2 } });
  const start = Date.now();
  const after = (minutes: number) => hub.setClock(new Date(start + minutes * 60_000));
  for (const minutes of [0, 20]) {
    after(minutes);
    await tell(await place(line), { type: "hungUp", reason: "busy" });
  }
  after(30);
  await expect(place(line)).rejects.toMatchObject({
    code: "rate_limited",
    message: "You have placed 2 calls within an hour. The next can be placed in 30 minutes.",
  });
  await place(line, { person: line.ben });
  after(60);
  await tell(await place(line), { type: "hungUp", reason: "busy" });
  await expect(place(line)).rejects.toMatchObject({ code: "rate_limited", message: /in 20 minutes/ });
});

test("telephones that are brought into a call count like those that are called", async () => {
  await hub.deps.db.insert(workspace).values({ calling: { countries: [], callsPerHour: 2 } });
  const call = await ring(line);
  await answer(line, call, line.anna);
  const bring = async (last: number) => {
    const to = { kind: "number", number: `+493012345${last}` } as const;
    const access = await accessOf(hub, line.anna);
    await addLeg(line.deps, { access, callId: call.id, to, leaves: false });
    const legId = (await readCall(line, call)).legs.at(-1)?.id ?? "";
    await dropLeg(line.deps, { access, callId: call.id, legId });
  };
  await bring(1);
  await bring(2);
  await expect(bring(3)).rejects.toMatchObject({ code: "rate_limited" });
  await call.tell({ type: "hungUp" });
  await expect(place(line)).rejects.toMatchObject({ code: "rate_limited" });
  await place(line, { person: line.ben });
  hub.setClock(new Date(Date.now() + 61 * 60_000));
  await place(line);
});

test("other countries are called where an admin allows them", async () => {
  await expect(place(line, { number: "+33123456789" })).rejects.toMatchObject({
    code: "invalid",
    fields: { number: expect.stringContaining("France") },
  });
  await hub.deps.db.insert(workspace).values({ calling: { countries: ["FR"], callsPerHour: 60 } });
  await place(line, { number: "+33123456789" });
  expect(line.voice.dialled).toMatchObject([{ number: "+33123456789" }]);
});
