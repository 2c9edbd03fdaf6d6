import { afterAll, expect, test } from "vitest";
import { accessOf, makeChannel, makePerson, testHub } from "../../../test/factories.ts";
import { fakeVoice } from "../../../test/fake-voice.ts";
import { getMyPhone } from "./get-my-phone.ts";

const hub = await testHub();
afterAll(() => hub.close());

test("there is a pass for each account, however many channels it has, and one that is refused keeps back no other", async () => {
  const voices = new Map<string, ReturnType<typeof fakeVoice>>();
  for (const account of ["first", "first", "second", "broken", undefined]) {
    const { id } = await makeChannel(hub);
    const voice = { ...fakeVoice(), account };
    if (account === "broken") voice.pass = () => Promise.reject(new Error("no"));
    voices.set(id, voice);
  }
  const deps = { ...hub.deps, carriers: { ...hub.deps.carriers, voiceOf: (id: string) => voices.get(id) } };
  const access = await accessOf(hub, await makePerson(hub));
  const { passes } = await getMyPhone(deps, { access });
  expect(passes.map(({ account }) => account)).toEqual(["first", "second", null]);
});
