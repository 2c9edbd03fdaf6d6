import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { setDesk } from "../client/desk.ts";
import { makeReady, takeCalls, tryOut } from "../client/phone-desk.ts";
import { seriousOn } from "../client/serious-on.ts";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { type Site, startSite } from "./site.ts";
import { fakeMicrophone, openTab, type Tab } from "./visitor.ts";

const [wait, callBack] = ["0198c0de-0000-7000-8000-00000000000b", "0198c0de-0000-7000-8000-00000000000c"];
const says = (text: string) => ({ type: "say", text, language: "en" });

describe.skipIf(!chromiumPath())("a visitor who is to be called back", () => {
  const desk = setDesk({ flags: fakeMicrophone });
  let site: Site;

  beforeAll(async () => {
    const { hub } = desk;
    site = await startSite(hub.url, hub.channelId);
    await takeCalls(desk, [], { name: "Nobody" });
    await hub.set({ origins: [site.url], title: "Oak & Sons" });
    const [queue] = (await hub.agent.get("/api/v1/queues")).body;
    const flow = {
      name: "Called back",
      entry: wait,
      nodes: {
        [wait]: {
          type: "queue",
          queueId: queue.id,
          music: null,
          announce: null,
          callback: { key: "1", prompt: says("Press 1 to be called back"), next: callBack },
          overflow: null,
        },
        [callBack]: { type: "callback", prompt: says("We will call you back") },
      },
    };
    const { body } = await hub.agent.post("/api/v1/call-flows", flow);
    const set = await hub.agent.patch(`/api/v1/channels/${hub.channelId}`, { callFlowId: body.id });
    expect(set.status).toBe(200);
  });
  afterAll(() => site?.stop());

  async function callUs(tab: Tab): Promise<Locator> {
    await tab.dialog.getByRole("button", { name: "Call us" }).click();
    const call = tab.dialog.getByRole("region", { name: "Call" });
    await call.getByText("You are in line.").waitFor();
    return call;
  }

  test("leaves a number where none is known, and it is offered where they are called back", async () => {
    await tryOut(desk);
    const tab = await openTab(await desk.browse(), site.url);
    await tab.page.setViewportSize({ width: 390, height: 844 });
    await tab.open();
    const call = await callUs(tab);
    await call.getByRole("button", { name: "Key 1" }).click();
    await call.getByText("The call has ended.").waitFor();
    await call.getByText("Leave your number, and we will call you back.").waitFor();
    expect(await seriousOn(tab.page)).toEqual([]);

    const number = call.getByRole("textbox", { name: "Your telephone number" });
    expect(await call.evaluate((element) => element.matches(":focus"))).toBe(true);
    await tab.page.keyboard.press("Tab");
    for (const wrong of ["", "my number"]) {
      await tab.page.keyboard.type(wrong);
      await tab.page.keyboard.press("Enter");
      await call.getByRole("alert").getByText("This does not look like a telephone number.").waitFor();
      expect(await number.evaluate((element) => element.matches(":focus[aria-invalid]"))).toBe(true);
    }
    for (const colorScheme of ["dark", "light"] as const) {
      await tab.page.emulateMedia({ colorScheme });
      expect(await seriousOn(tab.page)).toEqual([]);
    }
    expect(await call.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    await number.fill("+44 20 7946 0811");
    await tab.page.route("**/inbound/details", (route) => route.abort("connectionreset"), { times: 1 });
    await tab.page.keyboard.press("Enter");
    await call.getByText("Your number could not be sent. Please try again.").waitFor();
    await call.getByRole("button", { name: "Send" }).click();
    await call.getByText("Thank you. We will call +44 20 7946 0811.").waitFor();
    expect(await number.isVisible()).toBe(false);
    expect(await seriousOn(tab.page)).toEqual([]);
    expect(tab.problems).toEqual([]);

    const page = await desk.sit();
    await makeReady(page);
    await page.getByRole("link", { name: /^Tasks/ }).click();
    await page.getByText("Call back, as the caller asked").waitFor();
    await page.getByRole("button", { name: /^Call back: / }).click();
    const dialler = page.getByRole("dialog", { name: "Call", exact: true });
    await dialler.getByRole("button", { name: "+442079460811 not verified" }).click();
    const field = dialler.getByRole("textbox", { name: "Phone number" });
    await eventually(async () => expect(await field.inputValue()).toBe("+442079460811"));
    // It is nothing that somebody has to answer.
    expect((await desk.hub.agent.get("/api/v1/conversations")).body.items).toEqual([]);

    await call.getByRole("button", { name: "Call again" }).click();
    await call.getByText("You are in line.").waitFor();
    await call.getByRole("button", { name: "Hang up" }).click();
    await call.getByText("The call has ended.").waitFor();
    expect(await call.getByText("Leave your number").count()).toBe(0);
    await call.getByRole("button", { name: "Close", exact: true }).click();
    await tab.field.waitFor();
  });

  test("is asked for it too when they hang up before anybody came, and may close without an answer", async () => {
    const tab = await openTab(await desk.browse(), site.url);
    await tab.open();
    const call = await callUs(tab);
    expect(await call.getByText("Leave your number").count()).toBe(0);
    await call.getByRole("button", { name: "Hang up" }).click();
    await call.getByText("Leave your number, and we will call you back.").waitFor();
    await call.getByRole("button", { name: "Close", exact: true }).click();
    await call.waitFor({ state: "detached" });
    await callUs(tab);
    await call.getByRole("button", { name: "Hang up" }).click();
    await call.getByText("Leave your number").waitFor();
    await tab.page.reload();
    await tab.dialog.getByRole("button", { name: "Call us" }).waitFor();
    expect(await call.count()).toBe(0);
  });
});
