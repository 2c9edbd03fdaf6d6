import { afterAll, beforeEach } from "vitest";
import { type Caller, closeLines, type Line, type LineValues, makeLine, openCall } from "./calls.ts";
import { accessOf, testHub } from "./factories.ts";

/** Gives a file a hub, and each of its tests a line of its own; `renew` gives one that is otherwise, instead. */
export async function setLine(values: LineValues = {}) {
  const hub = await testHub();
  const line = {} as Line;
  const renew = async (others: LineValues) => void Object.assign(line, await makeLine(hub, others));
  beforeEach(() => renew(values));
  afterAll(() => closeLines(hub));
  return { hub, line, renew };
}

/** The same, with a call that Anna has answered, by her `ownLeg()`; `by` is what somebody names to change it. */
export async function setTalk(values: LineValues = {}) {
  const { hub, line } = await setLine(values);
  const call = {} as Caller;
  let ownLeg = "";
  beforeEach(async () => {
    const opened = await openCall(line);
    Object.assign(call, opened.call);
    ownLeg = opened.legId;
  });
  const by = async (person: { id: string }) => ({ access: await accessOf(line, person), callId: call.id });
  return { hub, line, call, ownLeg: () => ownLeg, by };
}
