import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Call } from "../../server/contract/calls.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { accept, openParties, type Parties, type Party } from "./parties.ts";
import { inCall, phone } from "./phone-desk.ts";
import { makeQueueOf } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";
import { heardIn, hearRecording, hears, type Name, type Span, spend } from "./tones.ts";

/** Where the README's pictures go; `SCREENSHOTS=docs` keeps them. */
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("whoever attends a call", () => {
  const desk = setDesk({ flags: fakeMicrophone });
  let parties: Parties;
  beforeAll(async () => {
    parties = await openParties();
  });
  afterAll(() => parties?.close());

  test("hears all; is heard by nobody, by the agent alone, by all; and takes the call over with its work", async () => {
    const { url, agent, channelId } = desk.hub;
    const [asAnn, asDi] = [await desk.invite("Ann"), await desk.invite("Di", { role: "admin" })];
    const settings = { name: "Front desk", recording: "always", wrapUpSeconds: 0 };
    await makeQueueOf(desk, [asAnn], { channelIds: [channelId], ...settings });
    await desk.hub.set({ calls: "on" });
    const ann = await parties.sit("ann", url, asAnn);
    const di = await parties.sit("di", url, asDi);
    const cy = await parties.callIn("cy", url);
    await accept(ann);
    const call: Call = (await agent.get("/api/v1/calls?show=goingOn")).body.items[0];
    await hears(ann, "cy");

    await di.page.getByRole("link", { name: "Board", exact: true }).click();
    await di.page.getByRole("button", { name: "Change Ann" }).click();
    await di.page.getByRole("menuitem", { name: /^Listen/ }).click();
    const attended = di.page.getByRole("region", { name: "The call that you attend" });
    const way = (name: string) => attended.getByRole("button", { name, exact: true });
    await attended.getByText("Nobody hears you").waitFor();
    await hears(di, "ann", "cy");
    expect(await seriousOn(di.page)).toEqual([]);
    if (pictures) await di.page.screenshot({ path: `${pictures}/supervision.png` });
    const listened = await spend(3, cy);

    await way("Whisper").click();
    await attended.getByText("Only Ann hears you").waitFor();
    await inCall(ann.page).getByText("Di whispers to you").waitFor();
    await hears(ann, "cy", "di");
    expect(await seriousOn(ann.page)).toEqual([]);
    const whispered = await spend(3, cy);
    await ann.page.keyboard.press("Alt+h");
    await hears(di, "ann");
    await hears(ann, "di");
    await ann.page.keyboard.press("Alt+h");
    await hears(di, "ann", "cy");

    await way("Barge in").click();
    await hears(cy, "ann", "di");
    await hears(ann, "cy", "di");
    await hears(di, "ann", "cy");
    const bargedIn = await spend(3, cy);
    await way("Listen").click();
    await hears(cy, "ann");
    await hears(ann, "cy");
    await hears(di, "ann", "cy");

    ann.page.once("dialog", (dialog) => void dialog.accept());
    await ann.page.reload();
    await hears(ann, "cy");
    await hears(di, "ann", "cy");

    await way("Take over").click();
    await inCall(di.page).waitFor();
    await inCall(ann.page).waitFor({ state: "detached" });
    await hears(cy, "di");
    await hears(di, "cy");
    const tookOver = await spend(3, cy);
    await cy.page.getByRole("button", { name: "Hang up" }).click();
    await inCall(di.page).waitFor({ state: "detached" });

    const heard: [who: Party, span: Span, ...whom: Name[]][] = [
      [cy, listened, "ann"],
      [cy, whispered, "ann"],
      [cy, bargedIn, "ann", "di"],
      [cy, tookOver, "di"],
      [di, listened, "ann", "cy"],
      [di, whispered, "ann", "cy"],
      [di, bargedIn, "ann", "cy"],
      [di, tookOver, "cy"],
    ];
    for (const [nth, [who, span, ...whom]] of heard.entries())
      expect([nth, await heardIn(who, span)]).toEqual([nth, { mostly: whom, ever: whom }]);
    const recording = await hearRecording(agent, url, call.id);
    expect([listened, whispered, bargedIn, tookOver].map(recording.heardIn)).toEqual([
      [["ann"], ["cy"]],
      [["ann"], ["cy"]],
      [["ann", "di"], ["cy"]],
      [["di"], ["cy"]],
    ]);

    const { body: log } = await asDi.get(`/api/v1/calls/${call.id}/supervisions`);
    const modes = log.map(({ mode }: { mode: string }) => mode);
    expect(modes).toEqual(["listen", "whisper", "barge", "listen", "takeOver"]);
    await di.page.getByRole("link", { name: "Calls", exact: true }).click();
    await di.page
      .getByRole("list", { name: "Calls" })
      .getByRole("button", { name: /Answered/ })
      .click();
    await di.page
      .getByText(/Di listened \d+:\d+/)
      .first()
      .waitFor();
    expect(await seriousOn(di.page)).toEqual([]);
  });

  test("without a phone that is ready it says so and leads to the check, after which one attends", async () => {
    const asEve = await desk.invite("Eve");
    const queue = { name: "Back desk", channelIds: [desk.hub.channelId], wrapUpSeconds: 0 };
    await makeQueueOf(desk, [asEve], queue);
    await desk.hub.set({ calls: "on" });
    const eve = await parties.sit("ben", desk.hub.url, asEve);
    const cy = await parties.callIn("cy", desk.hub.url);
    await accept(eve);

    const page = await desk.sit();
    await page.getByRole("link", { name: "Board", exact: true }).click();
    const listen = async () => {
      await page.getByRole("button", { name: "Change Eve" }).click();
      await page.getByRole("menuitem", { name: /^Listen/ }).click();
    };
    await listen();
    const toast = page.getByRole("alert").filter({ hasText: "Your phone is not ready for calls." });
    await toast.getByRole("button", { name: "Check the phone" }).click();
    const check = page.getByRole("dialog", { name: "Check sound and microphone" });
    await check.getByRole("button", { name: "Ready for calls" }).click();
    await phone(page, "Ready for calls").waitFor();
    await listen();
    const attended = page.getByRole("region", { name: "The call that you attend" });
    await attended.getByText("Nobody hears you").waitFor();

    const card = eve.page.getByRole("log", { name: "Messages" });
    await card.getByText("Talks with").waitFor();
    await eve.page.keyboard.press("Alt+h");
    await card.getByText("On hold with").waitFor();
    expect(await card.getByText("Talks with").count()).toBe(0);
    await cy.page.getByRole("button", { name: "Hang up" }).click();
    await attended.waitFor({ state: "detached" });
  });
});
