import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { callArgs, hears, hearsNothing, watchConnections } from "../webchat/call-browsers.ts";
import { openTab } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { inCall, makeReady, takeCalls } from "./phone-desk.ts";
import { makeQueueOf, offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

/** Where pictures to look at go. */
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("a talk in private before a call is handed over", () => {
  const desk = setDesk({ flags: callArgs });

  test("is heard by the two alone, and the caller is handed over, brought together with them, or taken back", async () => {
    const fay = await desk.invite("Fay");
    const gus = await desk.invite("Gus");
    const hal = await desk.invite("Hal");
    const script = "Hello {{contact.name}}, this is {{agent.name}}.";
    await takeCalls(desk, [fay], {
      name: "Front desk",
      script,
      recording: "always",
      wrapUpSeconds: 600,
      dispositions: [{ name: "Wants an offer" }],
    });
    await makeQueueOf(desk, [gus], { name: "Experts", channelIds: [] });
    await makeQueueOf(desk, [hal], { name: "Field team", channelIds: [] });
    const [first, second] = [await desk.sit({ as: fay }), await desk.sit({ as: gus })];
    for (const page of [first, second]) {
      await watchPlayed(page);
      await page.reload();
      await makeReady(page);
    }
    const tab = await openTab(await desk.browse(), "about:blank");
    await watchConnections(tab.page);
    await tab.page.goto(`${desk.hub.url}/demo`);
    await tab.open();
    await tab.dialog.getByRole("button", { name: "Call us" }).click();
    await offer(first).waitFor();
    if (pictures) await first.screenshot({ path: `${pictures}/offer.png` });
    await first.keyboard.press("Alt+a");
    const talking = tab.dialog.getByText("You are talking with us.");
    const held = tab.dialog.getByText(/You are on hold/);
    await talking.waitFor();
    await first
      .getByRole("document", { name: "Script" })
      .getByText(/this is Fay\.$/)
      .waitFor();
    await first.getByRole("button", { name: "Script" }).click();
    await first.getByRole("document", { name: "Script" }).waitFor({ state: "detached" });
    const resolve = first.getByRole("button", { name: "Resolve" });
    expect(await resolve.getAttribute("aria-disabled")).toBe("true");

    const openPassing = async () => {
      await inCall(first).locator("[aria-label='Pass on or bring in']:not([aria-disabled])").waitFor();
      await first.keyboard.press("Alt+p");
      return first.getByRole("dialog", { name: "Pass on or bring in" });
    };
    const begin = async (dialog: Locator) => {
      await dialog.getByRole("button", { name: "Talk first" }).click();
      await inCall(first).getByText("Calling Gus first").waitFor();
      await held.waitFor();
      await inCall(second)
        .getByText(/^Fay brings you into a call with/)
        .waitFor();
    };
    const talkFirst = async () => {
      const dialog = await openPassing();
      await dialog.getByRole("radio", { name: /Hal.*Phone not ready/ }).waitFor();
      expect(await dialog.getByRole("radio", { name: /Hal/ }).isDisabled()).toBe(true);
      expect(await dialog.getByText("Number", { exact: true }).count()).toBe(0);
      await dialog.getByRole("radio", { name: /Gus/ }).check();
      expect(await seriousOn(first)).toEqual([]);
      if (pictures) await first.screenshot({ path: `${pictures}/pass.png` });
      await begin(dialog);
    };
    const talkFirstWithQueue = async () => {
      const dialog = await openPassing();
      await dialog.getByText("Queue", { exact: true }).click();
      await dialog.getByRole("radio", { name: "Field team" }).check();
      await dialog.getByRole("button", { name: "Talk first" }).click();
      await first
        .getByText("Nobody in this queue is free now. The caller can be sent there to wait.")
        .waitFor();
      await dialog.getByRole("radio", { name: "Experts" }).check();
      expect(await seriousOn(first)).toEqual([]);
      if (pictures) await first.screenshot({ path: `${pictures}/pass-queue.png` });
      await begin(dialog);
    };
    await talkFirst();
    await second.keyboard.press("Alt+d");
    await first.getByText("Gus did not come: declined. You are with the caller again.").waitFor();
    await talking.waitFor();

    await talkFirst();
    await second.keyboard.press("Alt+a");
    await inCall(first).getByText("In private with Gus").waitFor();
    await inCall(first).getByText("You are not recorded").waitFor();
    await inCall(second).getByText("In private with Fay").waitFor();
    expect(await seriousOn(second)).toEqual([]);
    for (const page of [first, second]) await playsVoices(page);
    await hearsNothing(tab.page);
    await held.waitFor();
    if (pictures) await takePictures(first, "private");
    expect(await seriousOn(first)).toEqual([]);
    await inCall(first).getByRole("button", { name: "Bring together" }).click();
    await talking.waitFor();
    await hears(tab.page);
    await inCall(first).getByRole("button", { name: "Hold" }).click();
    await held.waitFor();
    await inCall(first).getByText("In private with Gus").waitFor();
    await first.keyboard.press("Alt+c");
    await inCall(second).waitFor({ state: "detached" });
    await talking.waitFor();
    await inCall(first).getByText("Recording", { exact: true }).waitFor();

    await talkFirst();
    await second.keyboard.press("Alt+a");
    await inCall(first).getByText("In private with Gus").waitFor();
    await second.keyboard.press("Alt+e");
    await inCall(first)
      .getByText(/^Visitor \w+ is on hold$/)
      .waitFor();
    if (pictures) await takePictures(first, "held");
    await first.keyboard.press("Alt+c");
    await talking.waitFor();

    await talkFirstWithQueue();
    await second.keyboard.press("Alt+a");
    await inCall(first).getByText("In private with Gus").waitFor();
    await first.keyboard.press("Alt+o");
    await inCall(first).waitFor({ state: "detached" });
    await talking.waitFor();
    await hears(tab.page);
    await playsVoices(second);

    await inCall(second).getByRole("link").click();
    await second.keyboard.press("Alt+e");
    await tab.dialog.getByText("The call has ended.").waitFor();
    const wrapUp = second.getByRole("region", { name: "Wrap up" });
    await wrapUp.waitFor();
    await second.keyboard.press("1");
    expect(await wrapUp.getByRole("radio", { name: /Wants an offer/ }).isChecked()).toBe(true);
    await wrapUp.getByRole("radio", { name: /Wants an offer/ }).focus();
    await second.keyboard.press("Tab");
    await second.keyboard.type("Send the offer");
    await second.keyboard.press("Tab");
    expect(await wrapUp.getByRole("combobox").evaluate((field) => field === document.activeElement)).toBe(
      true,
    );
    await second.keyboard.press("ArrowDown");
    await second.keyboard.press("Control+Enter");
    await wrapUp.waitFor({ state: "detached" });
    await eventually(async () => {
      const { body } = await gus.get("/api/v1/tasks");
      expect(body.items).toMatchObject([{ title: "Send the offer", dueAt: expect.any(String) }]);
    });
  });
});

/** Keeps what the page plays aloud where `playsVoices` finds it. */
async function watchPlayed(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      if (!this.muted && this.srcObject) Reflect.set(window, "played", this.srcObject);
      return play.call(this);
    };
  });
}

/** Waits until what is played aloud has sound in it. */
const playsVoices = (page: Page): Promise<void> =>
  eventually(async () => {
    const peak = await page.evaluate(async () => {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(Reflect.get(window, "played")).connect(analyser);
      const samples = new Float32Array(analyser.fftSize);
      let highest = 0;
      // The microphone beeps once a second.
      for (const end = performance.now() + 1500; performance.now() < end; ) {
        await new Promise((done) => requestAnimationFrame(done));
        analyser.getFloatTimeDomainData(samples);
        highest = Math.max(highest, ...samples);
      }
      await context.close();
      return highest;
    });
    expect(peak).toBeGreaterThan(0.01);
  });

async function takePictures(page: Page, name: string) {
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.screenshot({ path: `${pictures}/${name}-${scheme}-${width}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}
