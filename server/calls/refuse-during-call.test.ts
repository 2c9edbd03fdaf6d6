import { expect, test } from "vitest";
import { bringIn, openCall, readCall, ring, setPhone, workOf } from "../../test/calls.ts";
import { accessOf, makePerson } from "../../test/factories.ts";
import { setLine } from "../../test/set-line.ts";
import { answer } from "../conversations/answer.ts";
import { removePerson } from "../people/remove-person.ts";
import { loseLegs } from "./legs/lose-legs.ts";

/** Whose a call is nobody changes by the way while it goes on. */
const { hub, line } = await setLine();

test("a caller who waits is not taken from everybody by a message into their call, which reaches nobody", async () => {
  const call = await ring(line);
  const { conversationId } = await readCall(line, call);
  const access = await accessOf(hub, line.anna);
  const write = (kind: "message" | "note") =>
    answer(line.deps, {
      access,
      conversationId,
      kind,
      text: "I come soon",
      clientKey: crypto.randomUUID(),
      fileIds: [],
      mentions: [],
    });
  await expect(write("message")).rejects.toMatchObject({
    code: "conflict",
    message: "The call goes on. This can be done when it is over.",
  });
  expect(await workOf(line, call)).toMatchObject({ state: "waiting", ownerId: null });
  await write("note");
  await call.tell({ type: "hungUp" });
  await write("message");
});

test("the call of somebody who is removed is not held out to others while a colleague talks on in it", async () => {
  const { call, by } = await openCall(line);
  const bens = await bringIn(line, await by(line.anna), line.ben);
  await line.door.tellLeg(bens, { state: "connected" });
  const admin = await makePerson(hub, { role: "admin" });
  await removePerson(line.deps, { access: await accessOf(hub, admin), personId: line.anna.id });
  expect(await workOf(line, call)).toMatchObject({ state: "active" });
  await setPhone(line, line.anna, false);
  await loseLegs(line.deps, line.anna.id);
  expect(await readCall(line, call)).toMatchObject({
    stage: "active",
    legs: [{ state: "ended" }, { state: "connected" }],
  });
  expect(await workOf(line, call)).toMatchObject({ state: "active", ownerId: line.ben.id });
});
