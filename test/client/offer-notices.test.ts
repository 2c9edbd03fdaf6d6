import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import type { Browser as Client } from "../http/browser.ts";
import { chromiumPath } from "../setup/parts.ts";
import { type Desk, setDesk } from "./desk.ts";
import { bar, makeQueueOf, offer } from "./queue-of.ts";

const rising = [659, 880];

describe.skipIf(!chromiumPath())("how an offer is noticed", () => {
  const desk = setDesk({ hasNotices: true });

  test("it rings once, however many tabs are open, and not for what is held out to others", async () => {
    const [ann, ben] = [await desk.invite("Ann"), await desk.invite("Ben")];
    const { open, tones } = await listenAt(desk, ann);
    const tabs = [await open(), await open()];
    await makeQueueOf(desk, [ann], { name: "Vases" });
    await desk.write("First Fritz", "A tall vase");
    for (const tab of tabs) await offer(tab).getByText("First Fritz").waitFor();
    await eventually(() => expect(tones()).toEqual(rising));

    await desk.sit({ as: ben });
    await makeQueueOf(desk, [ben], { name: "Mirrors" });
    await desk.write("Other Otto", "A round mirror");
    await eventually(async () => expect(await offeredTo(ben)).toEqual(["Other Otto"]));

    await makeQueueOf(desk, [ann], { name: "Bowls" });
    await desk.write("Second Sepp", "A flat bowl");
    for (const tab of tabs) await offer(tab).getByText("1 more").waitFor();
    await eventually(() => expect(tones().slice(2)).toEqual(rising));
  });

  test("whoever wants no sound hears none until they want it again", async () => {
    const cleo = await desk.invite("Cleo");
    const { open, tones } = await listenAt(desk, cleo);
    const tab = await open();
    await makeQueueOf(desk, [cleo], { name: "Clocks" });
    const sound = tab.getByRole("dialog", { name: "Your work" }).getByRole("switch", { name: /sound/i });
    await bar(tab).click();
    await sound.uncheck({ force: true });
    await desk.write("Silent Sina", "Does it tick?");
    await offer(tab).getByText("Silent Sina").waitFor();
    await sound.check({ force: true });
    await desk.write("Loud Lola", "Does it strike?");
    await offer(tab).getByText("1 more").waitFor();
    await eventually(() => expect(tones()).toEqual(rising));
  });

  test("it is shown once on the desktop of who looks elsewhere, and not while they look at one of their tabs", async () => {
    const [dan, eve] = [await desk.invite("Dan"), await desk.invite("Eve")];
    const { open, notices } = await listenAt(desk, dan);
    const tabs = [await open(), await open()];
    await makeQueueOf(desk, [dan], { name: "Candles" });
    await desk.write("Seen Susi", "Two candles");
    for (const tab of tabs) await offer(tab).getByText("Seen Susi").waitFor();
    const [front, back] = tabs;
    if (back) await lookAway(back);
    await makeQueueOf(desk, [dan], { name: "Wicks" });
    await desk.write("Half Hanna", "Ten wicks");
    for (const tab of tabs) await offer(tab).getByText("1 more").waitFor();
    if (front) await lookAway(front);

    await desk.sit({ as: eve });
    await makeQueueOf(desk, [eve], { name: "Frames" });
    await desk.write("Other Ole", "A small frame");
    await eventually(async () => expect(await offeredTo(eve)).toEqual(["Other Ole"]));

    await makeQueueOf(desk, [dan], { name: "Lanterns" });
    await desk.write("Unseen Udo", "A red lantern");
    for (const tab of tabs) await offer(tab).getByText("2 more").waitFor();
    await eventually(() => expect(notices()).toEqual(["Unseen Udo waits: A red lantern"]));
  });
});

/** Tabs of somebody's browser in which notices are allowed, and all that is heard and shown there. */
async function listenAt(desk: Desk, as: Client) {
  const first = await desk.sit({ as, isOwn: true });
  const context = first.context();
  await context.grantPermissions(["notifications"], { origin: desk.hub.url });
  const heard: number[] = [];
  const shown: { tag: string; words: string }[] = [];
  await context.exposeFunction("noteTone", (hertz: number) => void heard.push(hertz));
  await context.exposeFunction("noteNotice", (tag: string, words: string) => void shown.push({ tag, words }));
  await context.addInitScript(noteTones);
  await context.addInitScript(noteNotices);
  await first.close();
  return {
    async open() {
      const tab = await context.newPage();
      await tab.goto(`${desk.hub.url}/tasks`);
      await bar(tab).waitFor();
      // Browsers are quiet until somebody has touched the page.
      await tab.mouse.click(1, 1);
      return tab;
    },
    tones: () => heard,
    /** Of those with the same tag the desktop shows one. */
    notices: () => [...new Map(shown.map(({ tag, words }) => [tag, words])).values()],
  };
}

/** A tone has ended only if the page really played it. */
function noteTones() {
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    this.addEventListener("ended", () => Reflect.get(window, "noteTone")(this.frequency.value));
    start.call(this, when);
  };
}

/** A notice is shown only if the page really may. */
function noteNotices() {
  const { Notification } = window;
  window.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      this.addEventListener("show", () =>
        Reflect.get(window, "noteNotice")(this.tag, `${title}: ${this.body}`),
      );
    }
  };
}

/** As when another window covers it, which the browsers of tests never tell. */
const lookAway = (tab: Page) =>
  tab.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden" });
    document.dispatchEvent(new Event("visibilitychange"));
  });

async function offeredTo(person: Client): Promise<string[]> {
  const { body } = await person.get("/api/v1/me/work");
  const offers = body.items.filter(({ state }: { state: string }) => state === "offered");
  return offers.map(({ contact }: { contact: { name: string } }) => contact.name);
}
