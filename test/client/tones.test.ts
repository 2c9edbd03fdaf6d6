import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Call } from "../../server/contract/calls.ts";
import { chromiumPath } from "../setup/parts.ts";
import { setDesk } from "./desk.ts";
import { accept, bringIn, openParties, type Parties, type Party } from "./parties.ts";
import { inCall } from "./phone-desk.ts";
import { makeQueueOf } from "./queue-of.ts";
import { heardIn, hearRecording, hears, mostLostMs, type Name, type Span, spend } from "./tones.ts";

// Five browsers with sound, for most of a minute on a machine that does nothing else.
describe.skipIf(!chromiumPath())("calls in which each party plays a tone", { timeout: 300_000 }, () => {
  const desk = setDesk();
  let parties: Parties;
  beforeEach(async () => {
    parties = await openParties();
  });
  afterEach(() => parties?.close());

  const goingOn = async (): Promise<Call> =>
    (await desk.hub.agent.get("/api/v1/calls?show=goingOn")).body.items[0];

  test("whom each hears, and what is recorded of it, is right through hold, pause and transfer", async () => {
    const { url, agent, channelId } = desk.hub;
    const [asAnn, asBen] = [await desk.invite("Ann"), await desk.invite("Ben")];
    const settings = { name: "Front desk", recording: "always", wrapUpSeconds: 0 };
    await makeQueueOf(desk, [asAnn, asBen], { channelIds: [channelId], ...settings });
    await desk.hub.set({ calls: "on" });
    const ann = await parties.sit("ann", url, asAnn);
    const cy = await parties.callIn("cy", url);
    await accept(ann);
    const callOfCy = await goingOn();
    const ben = await parties.sit("ben", url, asBen);
    const di = await parties.callIn("di", url);
    await accept(ben);
    const callOfDi = await goingOn();
    await hears(ann, "cy");
    await hears(cy, "ann");
    await hears(ben, "di");
    await hears(di, "ben");
    const talking = await spend(3, cy);

    await ann.page.keyboard.press("Alt+h");
    await cy.page.getByText(/You are on hold/).waitFor();
    await hears(ann);
    await hears(cy);
    const held = await spend(3, cy);
    await ann.page.keyboard.press("Alt+h");
    await hears(cy, "ann");
    await hears(ann, "cy");

    await inCall(ann.page).getByRole("button", { name: "Pause the recording" }).click();
    await inCall(ann.page).getByText("Recording paused").waitFor();
    const paused = await spend(3, cy);
    await inCall(ann.page).getByRole("button", { name: "Go on recording" }).click();
    await inCall(ann.page).getByText("Recording", { exact: true }).waitFor();
    const resumed = await spend(3, cy);

    await ben.page.keyboard.press("Alt+e");
    await di.page.getByText("The call has ended.").waitFor();
    await bringIn(ann, "Ben");
    await inCall(ben.page)
      .getByRole("button", { name: /^Answer/ })
      .click();
    await hears(ann, "ben", "cy");
    await hears(ben, "ann", "cy");
    await hears(cy, "ann", "ben");
    const together = await spend(3, cy);
    await ann.page.keyboard.press("Alt+e");
    await inCall(ann.page).waitFor({ state: "detached" });
    await hears(cy, "ben");
    await hears(ben, "cy");
    const passedOn = await spend(3, cy);
    await cy.page.getByRole("button", { name: "Hang up" }).click();
    await inCall(ben.page).waitFor({ state: "detached" });

    const heard: [who: Party, span: Span, ...whom: Name[]][] = [
      [ann, talking, "cy"],
      [ann, held],
      [ann, paused, "cy"],
      [ann, together, "ben", "cy"],
      [ann, passedOn],
      [cy, talking, "ann"],
      [cy, held],
      [cy, paused, "ann"],
      [cy, together, "ann", "ben"],
      [cy, passedOn, "ben"],
      [ben, talking, "di"],
      [ben, held, "di"],
      [ben, together, "ann", "cy"],
      [ben, passedOn, "cy"],
      [di, talking, "ben"],
      [di, held, "ben"],
      [di, together],
    ];
    for (const [nth, [who, span, ...whom]] of heard.entries())
      expect([nth, await heardIn(who, span)]).toEqual([nth, { mostly: whom, ever: whom }]);

    const ofCy = await hearRecording(agent, url, callOfCy.id);
    const spans = [talking, held, paused, resumed, together, passedOn];
    expect(spans.map(ofCy.heardIn)).toEqual([
      [["ann"], ["cy"]],
      [[], []],
      [[], []],
      [["ann"], ["cy"]],
      [["ann", "ben"], ["cy"]],
      [["ben"], ["cy"]],
    ]);
    const ofDi = await hearRecording(agent, url, callOfDi.id);
    const inDi = [["ben"], ["di"]];
    expect([talking, held, paused].map(ofDi.heardIn)).toEqual([inDi, inDi, inDi]);
    for (const { call, seconds } of [ofCy, ofDi]) {
      const lasted = (Date.parse(call.endedAt ?? "") - Date.parse(call.answeredAt ?? "")) / 1_000;
      expect(Math.abs(seconds - lasted)).toBeLessThan(1);
      expect(Math.abs((call.recordings[0]?.lengthMs ?? 0) / 1_000 - lasted)).toBeLessThan(1);
    }
  });

  test("a reload within a call costs seconds of it, to those who talk and in the recording", async () => {
    const { url, agent, channelId } = desk.hub;
    const asAnn = await desk.invite("Anne");
    const settings = { name: "Back desk", recording: "always", wrapUpSeconds: 0 };
    await makeQueueOf(desk, [asAnn], { channelIds: [channelId], ...settings });
    await desk.hub.set({ calls: "on" });
    const ann = await parties.sit("ann", url, asAnn);
    const cy = await parties.callIn("cy", url);
    await accept(ann);
    await hears(ann, "cy");
    const { id } = await goingOn();
    const before = await spend(6, cy);
    ann.page.once("dialog", (dialog) => void dialog.accept());
    await ann.page.reload();
    await hears(ann, "cy");
    await hears(cy, "ann");
    await inCall(ann.page).getByText("Recording", { exact: true }).waitFor();
    const after = await spend(3, cy);
    await ann.page.keyboard.press("Alt+e");
    await cy.page.getByText("The call has ended.").waitFor();
    const { call, heardIn: recordedIn } = await hearRecording(agent, url, id);
    expect(call.outcome).toBe("answered");
    const sent = { from: before.from, to: before.to - mostLostMs };
    expect([sent, after].map(recordedIn)).toEqual([
      [["ann"], ["cy"]],
      [["ann"], ["cy"]],
    ]);
  });
});
