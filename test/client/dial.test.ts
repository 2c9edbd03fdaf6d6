import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { type Desk, openConversation, setDesk } from "./desk.ts";
import { askForCalls, inCall, makeReady, phone, tryOut } from "./phone-desk.ts";
import { bar, makeQueueOf } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

const pictures = process.env.SCREENSHOTS;
const [voicemail, goodbye] = ["0198c0de-0000-7000-8000-00000000000b", "0198c0de-0000-7000-8000-00000000000c"];
const says = (text: string) => ({ type: "say", text, language: "en" });
const afterHours = {
  name: "After hours",
  entry: voicemail,
  nodes: {
    [voicemail]: { type: "voicemail", prompt: says("Please speak"), maxSeconds: 60, next: goodbye },
    [goodbye]: { type: "hangUp", prompt: says("Thank you") },
  },
};

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
    await standsApart(page, [1440, 1200, 1000, 800]);
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
    await makeQueueOf(desk, [], { name: "Spare", channelIds: [channelId] });
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
    const callerId = dialler.getByRole("combobox", { name: "Call with" });
    await eventually(async () => expect(await callerId.inputValue()).toMatch(/^Spare · /));
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

  test("numbers that were noted of somebody are called by a press, and one that they only say is theirs", async () => {
    await tryOut(desk);
    const { agent, url } = desk.hub;
    const fields = { Mobile: "020 7946 0844" };
    const { body: faye } = await agent.post("/api/v1/contacts", { name: "Faye Fields", fields });
    await agent.post("/api/v1/tasks", { title: "Ring 020 7946 0845 again", contactId: faye.id });
    await desk.visit("Please ring me", { phone: "+442079460846" });
    const page = await desk.sit();
    await makeReady(page);
    const dialler = dialog(page, /^Call/);
    const number = dialler.getByRole("textbox", { name: "Phone number" });
    const shows = async (written: string) => {
      await eventually(async () => expect(await number.inputValue()).toBe(written));
      await page.keyboard.press("Escape");
      await dialler.waitFor({ state: "detached" });
    };
    await page.getByText("Please ring me").click();
    await page.getByRole("complementary", { name: "Client card" }).waitFor();
    await page.keyboard.press("c");
    await dialler.getByText("not verified").waitFor();
    expect(await number.inputValue()).toBe("");
    expect(await seriousOn(page)).toEqual([]);
    await dialler.getByRole("button", { name: /\+442079460846/ }).click();
    await shows("+442079460846");

    await page.goto(`${url}/contacts/${faye.id}`);
    // Of a page that is loaded anew sound may only be had from a touch on.
    await page.mouse.click(700, 600);
    const card = page.getByRole("complementary", { name: "Client card" });
    await card.getByRole("button", { name: "Call +442079460844" }).click();
    await shows("+442079460844");
    await card.getByRole("link", { name: "Call 020 7946 0845" }).click();
    await shows("+442079460845");
    await page.keyboard.press("c");
    await dialler.getByText("No number of Faye Fields is known here.", { exact: false }).waitFor();
    await shows("");
    await page.getByRole("link", { name: /^Tasks/ }).click();
    await page.getByText("Everyone's", { exact: true }).click();
    await page.getByRole("button", { name: "Call +442079460845" }).click();
    await shows("+442079460845");
    expect(await seriousOn(page)).toEqual([]);
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

  test("whoever left a message is called from the task to listen to it", async () => {
    const channelId = await tryOut(desk);
    const { agent } = desk.hub;
    const made = await agent.post("/api/v1/call-flows", afterHours);
    expect(made.status).toBe(201);
    await agent.patch(`/api/v1/channels/${channelId}`, { callFlowId: made.body.id });
    const from = "+442079460855";
    const script = "wait 2 s, talk 4 s, hang up";
    await agent.post(`/api/v1/channels/${channelId}/pretend-calls`, { from, script });
    const page = await desk.sit();
    await makeReady(page);
    await page.getByRole("link", { name: /^Tasks/ }).click();
    await page.getByText("Listen to the voicemail").waitFor();
    await page.getByRole("button", { name: `Call ${from}` }).click();
    const number = dialog(page, "Call").getByRole("textbox", { name: "Phone number" });
    await eventually(async () => expect(await number.inputValue()).toBe(from));
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

/** What is at the end of the top bar, however wide the page is; then it is as wide as before. */
async function standsApart(page: Page, widths: number[]) {
  const [first = 0] = widths;
  const self = page.getByRole("button", { name: /, your menu$/ });
  for (const width of [...widths, first]) {
    await page.setViewportSize({ width, height: 900 });
    const [load, menu] = [await bar(page).boundingBox(), await self.boundingBox()];
    expect([width, (load?.x ?? width) + (load?.width ?? 0) <= (menu?.x ?? 0)]).toEqual([width, true]);
    expect((menu?.x ?? width) + (menu?.width ?? 0)).toBeLessThanOrEqual(width);
    const inner = await bar(page).evaluate((one) => one.scrollWidth - one.clientWidth);
    expect([width, inner]).toEqual([width, 0]);
  }
}

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
