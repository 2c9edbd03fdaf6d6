import { afterAll, beforeEach, expect, test } from "vitest";
import { workspace } from "../../../db/schema/workspace.ts";
import { closeLines, type Line, makeLine, setPhone } from "../../../test/calls.ts";
import { accessOf, makeQueue, testHub } from "../../../test/factories.ts";
import { placeCall } from "./place-call.ts";

const hub = await testHub();
afterAll(() => closeLines(hub));

let line: Line;

beforeEach(async () => {
  hub.setClock();
  await hub.deps.db.delete(workspace);
  line = await makeLine(hub);
});

type Placed = Partial<Omit<Parameters<typeof placeCall>[1], "access">>;

async function place(person = line.anna, placed: Placed = {}) {
  const access = await accessOf(hub, person);
  const own = { number: "+4930123456", channelId: line.channelId, queueId: null, contactId: null };
  return { id: await placeCall(line.deps, { access, ...own, ...placed }) };
}

const tell = (call: { id: string }, input: Parameters<Line["door"]["tell"]>[1]) =>
  line.door.tell(`dialled ${call.id}`, input);

test("nobody calls without a phone, within a call, with what is not theirs, or whom they may not see", async () => {
  await setPhone(line, line.anna, false);
  await expect(place()).rejects.toMatchObject({ code: "conflict", message: /not ready/ });
  await setPhone(line, line.anna, true);
  const foreign = await makeQueue(hub, { personIds: [line.ben.id] });
  await expect(place(line.anna, { queueId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line.anna, { contactId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line.anna, { channelId: foreign.id })).rejects.toMatchObject({ code: "not_found" });
  await expect(place(line.anna, { number: "112" })).rejects.toMatchObject({ code: "invalid" });
  expect(line.voice.dialled).toEqual([]);
  await place();
  await expect(place()).rejects.toMatchObject({ code: "conflict", message: "You are in a call already." });
  line.voice.dial = undefined;
  await expect(place(line.ben)).rejects.toMatchObject({ code: "conflict" });
});

test("of two calls placed at once by one person one goes out", async () => {
  const placed = await Promise.allSettled([place(), place(), place()]);
  expect(placed.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(line.voice.dialled).toHaveLength(1);
});

test("as many calls in an hour as are allowed, and then one when the oldest is an hour ago", async () => {
  await hub.deps.db.insert(workspace).values({ calling: { countries: [], callsPerHour: 2 } });
  const start = Date.now();
  const after = (minutes: number) => hub.setClock(new Date(start + minutes * 60_000));
  for (const minutes of [0, 20]) {
    after(minutes);
    await tell(await place(), { type: "hungUp", reason: "busy" });
  }
  after(30);
  await expect(place()).rejects.toMatchObject({
    code: "rate_limited",
    message: "You have placed 2 calls within an hour. The next can be placed in 30 minutes.",
  });
  await place(line.ben);
  after(60);
  await tell(await place(), { type: "hungUp", reason: "busy" });
  await expect(place()).rejects.toMatchObject({ code: "rate_limited", message: /in 20 minutes/ });
});

test("other countries are called where an admin allows them", async () => {
  await expect(place(line.anna, { number: "+33123456789" })).rejects.toMatchObject({
    code: "invalid",
    fields: { number: expect.stringContaining("France") },
  });
  await hub.deps.db.insert(workspace).values({ calling: { countries: ["FR"], callsPerHour: 60 } });
  await place(line.anna, { number: "+33123456789" });
  expect(line.voice.dialled).toMatchObject([{ number: "+33123456789" }]);
});
