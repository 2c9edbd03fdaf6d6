import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { type Desk, openConversation, setDesk } from "./desk.ts";
import { askForCalls, inCall, makeReady, phone, tryOut } from "./phone-desk.ts";
import { makeQueueOf } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("calling out", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("without a channel that calls telephones numbers are not called from here", async () => {
    const page = await desk.sit();
    await makeReady(page);
    await page.keyboard.press("c");
    await page.getByRole("button", { name: "Call a number" }).waitFor({ state: "detached" });
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test("a number is called by the keyboard alone, rings, is answered, and stands among the calls", async () => {
    const channelId = await tryOut(desk);
    await makeQueueOf(desk, [desk.hub.agent], { name: "Sales", channelIds: [channelId] });
    const page = await desk.sit();
    await makeReady(page);
    await page.getByRole("button", { name: "Call a number" }).waitFor();
    await page.keyboard.press("c");
    const dialler = dialog(page, "Call");
    await dialler.getByRole("combobox", { name: "Call with" }).waitFor();
    await page.keyboard.type("999");
    await page.keyboard.press("Enter");
    await dialler
      .getByText("Emergency and short numbers are not called from here.", { exact: false })
      .waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await picture(page, "dialler");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("020 7946 0800");
    await page.keyboard.press("Enter");
    await dialler.waitFor({ state: "detached" });
    await inCall(page).getByText("Rings", { exact: true }).waitFor();
    await picture(page, "ringing");
    await inCall(page)
      .getByText(/^0:\d\d$/)
      .waitFor();
    await page.getByRole("log", { name: "Messages" }).getByText("Outgoing call").waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await page.keyboard.press("Alt+e");
    await inCall(page).waitFor({ state: "detached" });

    const number = dialler.getByRole("textbox", { name: "Phone number" });
    const shows = async (written: string) => {
      await eventually(async () => expect(await number.inputValue()).toBe(written));
      await page.keyboard.press("Escape");
      await dialler.waitFor({ state: "detached" });
    };
    await page.getByRole("heading").getByRole("button", { name: "Call +442079460800" }).waitFor();
    await page.keyboard.press("c");
    await shows("+442079460800");
    await desk.write(
      "Nora Numbers",
      "Ring me on 020 7946 0833, or see https://example.com/020 on 2026-03-02.",
    );
    await page.getByRole("link", { name: /^All open/ }).click();
    await openConversation(page, "Nora Numbers");
    await picture(page, "number-in-text");
    await page
      .getByRole("log", { name: "Messages" })
      .getByRole("link", { name: /^Call / })
      .click();
    await shows("+442079460833");
    await page.keyboard.press("c");
    await shows("");
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await page.getByRole("button", { name: "Call +442079460800" }).click();
    await shows("+442079460800");
    await picture(page, "contacts");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or do anything" }).fill("0800");
    await page.getByRole("option", { name: /^Call \+442079460800/ }).click();
    await shows("+442079460800");

    await page.goto(`${desk.hub.url}/calls?show=placed`);
    const row = page.getByRole("list", { name: "Calls" }).getByRole("button", { name: /Answered/ });
    await row.click();
    await picture(page, "calls");
    await page.getByRole("button", { name: "Call +442079460800", exact: true }).first().click();
    await dialler.getByRole("textbox", { name: "Phone number" }).waitFor();
    await page.keyboard.press("Escape");
  });

  test("whom one was to call back is called from the task, which is done when they answer", async () => {
    const channelId = await tryOut(desk);
    const from = "+442079460811";
    await makeQueueOf(desk, [], { name: "Nobody's", channelIds: [channelId] });
    await desk.hub.agent.post(`/api/v1/channels/${channelId}/pretend-calls`, {
      from,
      script: "wait 1 s, hang up",
    });
    await eventually(async () => expect(await openTasks(desk)).toHaveLength(1));
    const page = await desk.sit();
    await makeReady(page);
    await page.goto(`${desk.hub.url}/tasks`);
    // Of a page that is loaded anew sound may only be had from a touch on.
    await page.mouse.click(700, 600);
    await page.getByRole("link", { name: "Tasks, 1 caller to be called back" }).waitFor();
    await page.getByRole("button", { name: /^Call back: / }).click();
    const dialler = dialog(page, "Call");
    await dialler.getByText("To be called back", { exact: false }).waitFor();
    await eventually(async () =>
      expect(await dialler.getByRole("textbox", { name: "Phone number" }).inputValue()).toBe(from),
    );
    expect(await seriousOn(page)).toEqual([]);
    await picture(page, "call-back");
    await page.keyboard.press("Enter");
    await inCall(page)
      .getByText(/^0:\d\d$/)
      .waitFor();
    await eventually(async () => expect(await openTasks(desk)).toEqual([]));

    await page.keyboard.press("Alt+p");
    const passing = dialog(page, "Pass on or bring in");
    await passing.getByText("Number", { exact: true }).click();
    await passing.getByRole("textbox", { name: "Number" }).fill("020 7946 0801");
    await passing.getByRole("button", { name: "Pass on" }).click();
    await inCall(page).waitFor({ state: "detached" });
    const timeline = page.getByRole("log", { name: "Messages" });
    await timeline.getByRole("button", { name: "End the call" }).waitFor();
    await picture(page, "passed-on");
    await timeline.getByRole("button", { name: "End the call" }).click();
    await dialog(page, "End this call for both?").waitFor();
    expect(await seriousOn(page)).toEqual([]);
    const ending = dialog(page, "End this call for both?");
    await ending.getByRole("button", { name: "End the call" }).click();
    await timeline.getByText("Answered").waitFor();
  });

  test("who thinks better of it stops calling, and it is shown as not answered", async () => {
    await tryOut(desk);
    const page = await desk.sit();
    await makeReady(page);
    await page.getByRole("button", { name: "Call a number" }).click();
    await dialog(page, "Call").getByRole("textbox", { name: "Phone number" }).waitFor();
    await page.keyboard.type("+44 20 7946 0822");
    await page.keyboard.press("Enter");
    await inCall(page).getByRole("button", { name: "Stop calling" }).click();
    await inCall(page).waitFor({ state: "detached" });
    const [call] = (await desk.hub.agent.get("/api/v1/calls?show=placed")).body.items;
    expect(call).toMatchObject({ number: "+442079460822", outcome: "noAnswer" });
  });

  test("what an update has taken away is said, no calls come without it, and the page goes on", async () => {
    const page = await desk.sit();
    await page.route("**/check-dialog-*.js", (route) => route.abort());
    const said = page.getByRole("alert").filter({ hasText: "the hub may have a newer version" });
    const dismiss = async () => {
      await said.getByRole("button", { name: "Reload" }).waitFor();
      await said.getByRole("button", { name: "Dismiss" }).click();
    };
    await phone(page, "Phone off").click();
    await page.getByRole("button", { name: "Check sound and microphone" }).click();
    await dismiss();
    await page.unroute("**/check-dialog-*.js");
    await page.route("**/live-calls-*.js", (route) => route.abort());
    await page.reload();
    await askForCalls(page);
    await dismiss();
    expect(await phone(page, "Ready for calls").count()).toBe(0);
    await page.getByRole("link", { name: /^Tasks/ }).click();
    await page.getByRole("heading", { name: "Tasks" }).waitFor();
  });

  test("an admin says what may be called", async () => {
    const page = await desk.sit();
    await page.goto(`${desk.hub.url}/settings/calling`);
    const countries = page.getByRole("combobox", { name: "Countries that may be called" });
    await countries.fill("Germ");
    await page.getByRole("option", { name: "Germany" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("textbox", { name: "Calls in an hour" }).fill("30");
    expect(await seriousOn(page)).toEqual([]);
    await picture(page, "calling-settings");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved").waitFor();
    const { calling } = (await desk.hub.agent.get("/api/v1/workspace")).body;
    expect(calling).toEqual({ countries: ["DE"], callsPerHour: 30 });
  });
});

const dialog = (page: Page, name: string | RegExp) => page.getByRole("dialog", { name, exact: true });

async function openTasks({ hub }: Desk): Promise<{ kind: string }[]> {
  const { body } = await hub.agent.get("/api/v1/tasks?isDone=false");
  return body.items.filter(({ kind }: { kind: string }) => kind === "callback");
}

async function picture(page: Page, name: string) {
  if (!pictures) return;
  await page.screenshot({ path: `${pictures}/${name}.png` });
  await page.emulateMedia({ colorScheme: "dark" });
  await page.screenshot({ path: `${pictures}/${name}-dark.png` });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: `${pictures}/${name}-390-dark.png` });
  await page.emulateMedia({ colorScheme: "light" });
  await page.screenshot({ path: `${pictures}/${name}-390.png` });
  await page.setViewportSize({ width: 1440, height: 900 });
}
