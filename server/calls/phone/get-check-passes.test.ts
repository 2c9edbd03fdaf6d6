import { afterAll, expect, test } from "vitest";
import { accessOf, makeChannel, makePerson, testHub } from "../../../test/factories.ts";
import { fakeVoice } from "../../../test/fake-voice.ts";
import { getCheckPasses } from "./get-check-passes.ts";

const hub = await testHub();
afterAll(() => hub.close());

test("the network is checked by what each account that can tell gives this person, and one that fails keeps back no other", async () => {
  const checks = [
    async () => Promise.reject(new Error("no")),
    async (personId: string) => ({ relayOf: personId }),
    undefined,
  ];
  const voices = new Map<string, ReturnType<typeof fakeVoice>>();
  for (const [nth, checkPass] of checks.entries()) {
    const { id } = await makeChannel(hub);
    voices.set(id, { ...fakeVoice(), account: String(nth), ...(checkPass && { checkPass }) });
  }
  const deps = { ...hub.deps, carriers: { ...hub.deps.carriers, voiceOf: (id: string) => voices.get(id) } };
  const access = await accessOf(hub, await makePerson(hub));
  const { passes } = await getCheckPasses(deps, { access });
  expect(passes).toMatchObject([{ data: { relayOf: access.personId } }]);
});
