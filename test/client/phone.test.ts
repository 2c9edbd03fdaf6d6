import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { callIn, hasPhone, inCall, makeReady, phone, takeCalls } from "./phone-desk.ts";
import { offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

/** Where the README's pictures go; `SCREENSHOTS=docs` keeps them. */
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("the phone", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("is made ready once microphone, sound and network were seen to work, and is ready again after a reload", async () => {
    const ann = await desk.invite("Ann");
    const page = await desk.sit({ as: ann });
    await phone(page, "Phone off").click();
    await page.getByRole("button", { name: "Get ready for calls" }).click();
    const check = page.getByRole("dialog", { name: "Check sound and microphone" });
    await check.getByText("You can be heard.").waitFor();
    await check.getByText("Connected to the hub").waitFor();
    await check.getByText("This browser can carry calls").waitFor();
    await check.getByText(/^Direct connections work in this network\. No STUN server/).waitFor();
    await check
      .getByText("No relay is configured: callers behind strict networks may not reach you")
      .waitFor();
    await check.getByRole("button", { name: "Play a sound" }).click();
    expect(await seriousOn(page)).toEqual([]);
    expect(await hasPhone(desk, ann)).toBe(false);
    await check.getByRole("button", { name: "Ready for calls" }).click();
    await phone(page, "Ready for calls").waitFor();
    await eventually(async () => expect(await hasPhone(desk, ann)).toBe(true));
    expect(await seriousOn(page)).toEqual([]);

    await page.reload();
    await phone(page, "Phone waits").or(phone(page, "Ready for calls")).waitFor();
    await page.mouse.click(700, 600);
    await phone(page, "Ready for calls").click();
    await page.getByRole("button", { name: "Take no more calls" }).click();
    await phone(page, "Phone off").waitFor();
    await eventually(async () => expect(await hasPhone(desk, ann)).toBe(false));
  });

  test("servers that do not answer are said in the check of the network", async () => {
    await desk.hub.set({
      stunUrls: ["stun:127.0.0.1:9"],
      turnUrls: ["turn:127.0.0.1:9?transport=tcp"],
      turnSecret: "a-secret-of-the-relay",
    });
    const page = await desk.sit({ as: await desk.invite("Abe") });
    await phone(page, "Phone off").click();
    await page.getByRole("button", { name: "Check sound and microphone" }).click();
    const check = page.getByRole("dialog", { name: "Check sound and microphone" });
    const fails = check.getByText(
      "The relay does not answer: callers behind strict networks may not reach you",
    );
    await fails.waitFor();
    await check.getByText(/^The STUN server does not answer/).waitFor();
    if (pictures) await check.screenshot({ path: `${pictures}/check.png` });
    await desk.hub.set({ stunUrls: [], turnUrls: [] });
  });

  test("one tab holds it, another shows it and takes it when that is closed", async () => {
    const ben = await desk.invite("Ben");
    const first = await desk.sit({ as: ben });
    await makeReady(first);
    const second = await first.context().newPage();
    await second.goto(`${desk.hub.url}/tasks`);
    await phone(second, "Ready for calls").waitFor();
    expect(await isHolding(second)).toBe(false);
    await second.mouse.click(700, 600);
    await first.close();
    await eventually(async () => expect(await isHolding(second)).toBe(true));
    await phone(second, "Ready for calls").waitFor();
    expect(await hasPhone(desk, ben)).toBe(true);

    const third = await second.context().newPage();
    await third.goto(`${desk.hub.url}/tasks`);
    await phone(third, "Ready for calls").click();
    await third.getByRole("button", { name: "Take no more calls" }).click();
    await phone(second, "Phone off").waitFor();
    await eventually(async () => expect(await hasPhone(desk, ben)).toBe(false));
  });

  test("a call rings and opens who it is as soon as hands are free, connects by a key, is muted, held, recorded and ended, and wrapped up", async () => {
    const dan = await desk.invite("Dan");
    await takeCalls(desk, [dan], { name: "Front desk", recording: "always", wrapUpSeconds: 600 });
    const page = await desk.sit({ as: dan });
    await makeReady(page);
    await page.evaluate(noteTones);
    await page.keyboard.press("Control+k");
    const visitor = await callIn(desk);
    await offer(page).getByRole("region", { name: "Who calls" }).waitFor();
    const rounds = async () => (await page.evaluate<number[]>("tones")).join().match(/659,880/g)?.length ?? 0;
    await eventually(async () => expect(await rounds()).toBeGreaterThan(1));
    const card = page.getByRole("complementary", { name: "Client card" });
    expect(await card.count()).toBe(0);
    await page.keyboard.press("Escape");
    await card.waitFor();
    expect(await seriousOn(page)).toEqual([]);

    await page.keyboard.press("Alt+a");
    const rung = await rounds();
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(page)
      .getByText(/^0:\d\d$/)
      .waitFor();
    await inCall(page).getByText("Recording", { exact: true }).waitFor();
    expect(await offer(page).count()).toBe(0);
    await page.getByRole("combobox", { name: "Note" }).waitFor();
    await card.getByText("Talking", { exact: true }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/call.png` });

    await page.keyboard.press("Alt+m");
    await inCall(page).getByRole("button", { name: "Unmute" }).waitFor();
    await page.keyboard.press("Alt+h");
    await visitor.getByText(/You are on hold/).waitFor();
    await inCall(page).getByText("On hold", { exact: true }).waitFor();
    await page.keyboard.press("Alt+h");
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(page).getByRole("button", { name: "Pause the recording" }).click();
    await inCall(page).getByText("Recording paused").waitFor();

    await page.keyboard.press("Alt+e");
    await visitor.getByText("The call has ended.").waitFor();
    await inCall(page).waitFor({ state: "detached" });
    await page.getByRole("region", { name: "Wrap up" }).waitFor();
    await page.getByRole("log", { name: "Messages" }).getByText("Answered").waitFor();
    expect(await rounds()).toBeLessThanOrEqual(rung + 1);
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    const row = page.getByRole("list", { name: "Calls" }).getByRole("button", { name: /Answered/ });
    await row.click();
    await page.getByText("Talked with").waitFor();
    await page.getByRole("button", { name: "Play" }).first().waitFor();
    expect(await seriousOn(page)).toEqual([]);
  });

  test("who takes no more calls keeps the one that goes on, also over a reload and in a tab that nobody has touched", async () => {
    const eva = await desk.invite("Eva");
    await takeCalls(desk, [eva], { name: "Back desk" });
    const page = await desk.sit({ as: eva });
    await makeReady(page);
    const second = await page.context().newPage();
    const said = phoneSaid(second);
    await second.goto(`${desk.hub.url}/tasks`);
    const visitor = await callIn(desk);
    await offer(page)
      .getByRole("button", { name: /^Accept/ })
      .click();
    await visitor.getByText("You are talking with us.").waitFor();
    await canTalk(second);

    await phone(page, "Ready for calls").click();
    await page.getByRole("button", { name: "Take no more calls" }).click();
    await phone(page, "Last call").waitFor();
    await phone(second, "Last call").waitFor();
    expect(await hasPhone(desk, eva)).toBe(true);
    if (pictures) await page.screenshot({ path: `${pictures}/last-call.png` });

    const asked = page.waitForEvent("dialog").then(async (dialog) => {
      await dialog.accept();
      return dialog.type();
    });
    await page.reload();
    expect(await asked).toBe("beforeunload");
    await eventually(async () => expect(await isHolding(second)).toBe(true));
    await eventually(() => expect(said).toEqual([true]));
    await canTalk(second);
    await canTalk(page);
    await visitor.getByText("You are talking with us.").waitFor();
    await inCall(page).getByRole("button", { name: "Mute" }).click();
    await inCall(second).getByRole("button", { name: "Unmute" }).waitFor();

    await second.close();
    await eventually(async () => expect(await isHolding(page)).toBe(true));
    await canTalk(page);
    await visitor.getByRole("button", { name: "Hang up" }).click();
    await inCall(page).waitFor({ state: "detached" });
    await phone(page, "Phone off").waitFor();
    await eventually(async () => expect(await hasPhone(desk, eva)).toBe(false));
  });

  test("a call opens who it is over a page with lists to choose from, too", async () => {
    const eve = await desk.invite("Eve", { role: "admin" });
    await takeCalls(desk, [eve], { name: "Listed desk" });
    const page = await desk.sit({ as: eve });
    await makeReady(page);
    await page.getByRole("link", { name: "Reports", exact: true }).click();
    await page.getByRole("listbox", { includeHidden: true }).first().waitFor({ state: "attached" });
    await callIn(desk);
    await page.getByRole("complementary", { name: "Client card" }).waitFor();
    await offer(page).getByRole("region", { name: "Who calls" }).waitFor();
    await page.keyboard.press("Alt+d");
  });
});

const canTalk = (page: Page) =>
  eventually(async () => {
    const mute = inCall(page).getByRole("button", { name: /^(Mute|Unmute)$/ });
    expect(await mute.getAttribute("aria-disabled")).toBeNull();
  });

/** In the page: every tone that it has really played. */
function noteTones() {
  const tones: number[] = [];
  Reflect.set(window, "tones", tones);
  const { start } = OscillatorNode.prototype;
  OscillatorNode.prototype.start = function (when) {
    this.addEventListener("ended", () => tones.push(this.frequency.value));
    start.call(this, when);
  };
}

/** What this tab tells the hub of its being able to carry calls. */
function phoneSaid(page: Page): boolean[] {
  const said: boolean[] = [];
  page.on("websocket", (socket) =>
    socket.on("framesent", ({ payload }) => {
      const [, is] = /\["phone",(true|false)\]/.exec(String(payload)) ?? [];
      if (is) said.push(is === "true");
    }),
  );
  return said;
}

/** Whether it is this tab that has the phone: whose a lock is, is told by that of one it takes itself. */
const isHolding = (page: Page): Promise<boolean> =>
  page.evaluate(() =>
    navigator.locks.request("own", async () => {
      const { held = [] } = await navigator.locks.query();
      const own = held.find(({ name }) => name === "own")?.clientId;
      return held.some(({ name, clientId }) => name === "phone" && clientId === own);
    }),
  );
