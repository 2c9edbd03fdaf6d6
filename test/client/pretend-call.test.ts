import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { fakeMicrophone } from "../webchat/visitor.ts";
import { setDesk } from "./desk.ts";
import { listen } from "./ear.ts";
import { inCall, makeReady } from "./phone-desk.ts";
import { makeQueueOf, offer } from "./queue-of.ts";
import { seriousOn } from "./serious-on.ts";

/** What the browser makes to be heard in the place of a caller's voice. */
const callerHertz = 600;
const pictures = process.env.SCREENSHOTS;

describe.skipIf(!chromiumPath())("telephone calls without an account", () => {
  const desk = setDesk({ flags: fakeMicrophone });

  test("a channel is made to be tried out, and a pretended call comes, is answered, heard, held and ended", async () => {
    const page = await desk.sit();
    await page.addInitScript(listen, [callerHertz]);
    await page.goto(`${desk.hub.url}/channels`);
    const channelId = await tryOut(page);
    await makeQueueOf(desk, [desk.hub.agent], {
      name: "Telephone",
      channelIds: [channelId],
      recording: "always",
    });
    await makeReady(page);

    const pretend = page.getByRole("region", { name: "Pretend calls" });
    const script = pretend.getByRole("combobox", { name: "What the caller does" });
    await script.fill("wait 2 s, dance");
    await pretend.getByRole("button", { name: "Place the call" }).click();
    await pretend.getByText('"dance" is not understood.', { exact: false }).waitFor();
    expect(await seriousOn(page)).toEqual([]);
    await script.fill("wait 2 s, talk 10 min, hang up");
    await pretend.getByRole("button", { name: "Place the call" }).click();

    await offer(page).getByRole("region", { name: "Who calls" }).waitFor();
    await page.keyboard.press("Alt+a");
    await inCall(page).getByText("Pretend call", { exact: true }).waitFor();
    await inCall(page)
      .getByText(/^0:\d\d$/)
      .waitFor();
    await hearsCaller(page, true);
    expect(await seriousOn(page)).toEqual([]);
    if (pictures) await page.screenshot({ path: `${pictures}/pretend-call.png` });
    await page.keyboard.press("Alt+h");
    await inCall(page).getByText("On hold", { exact: true }).waitFor();
    await hearsCaller(page, false);
    await page.keyboard.press("Alt+h");
    await hearsCaller(page, true);

    await page.keyboard.press("Alt+e");
    await inCall(page).waitFor({ state: "detached" });
    const [call] = (await desk.hub.agent.get("/api/v1/calls")).body.items;
    expect(call).toMatchObject({ number: "+442079460800", stage: "ended", outcome: "answered" });
    await page.goto(`${desk.hub.url}/inbox/all/${call.conversationId}`);
    const timeline = page.getByRole("log", { name: "Messages" });
    await timeline.getByText("Answered").waitFor();
    await timeline.getByRole("button", { name: "Play" }).waitFor();
  });

  test("what an agent may not do is refused, and a channel with real calls pretends none", async () => {
    const agent = await desk.invite("Ben");
    const body = { from: "+442079460800", script: "talk" };
    const calls = `/api/v1/channels/${desk.hub.channelId}/pretend-calls`;
    expect((await agent.post(calls, body)).status).toBe(403);
    expect((await desk.hub.agent.post(calls, body)).status).toBe(409);
    const asked = { connector: "twilio", settings: { isTryOut: true }, field: "number" };
    expect((await agent.post("/api/v1/channels/listed-values", asked)).status).toBe(403);
  });
});

/** Makes the channel on its page; gives its id. */
async function tryOut(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Connect a channel" }).first().click();
  await page.getByRole("button", { name: /^Twilio/ }).click();
  await page.getByRole("textbox", { name: "Account SID" }).waitFor();
  await page.getByRole("switch", { name: "Try it out without an account" }).check({ force: true });
  await page.getByRole("textbox", { name: "Account SID" }).waitFor({ state: "detached" });
  await page.getByRole("combobox", { name: "Phone number" }).click();
  await page.getByRole("option", { name: /^\+442079460102/ }).click();
  expect(await seriousOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Connect a channel" }).click();
  await page.getByRole("region", { name: "Pretend calls" }).getByText("Tried out", { exact: true }).waitFor();
  await page.getByText("Running", { exact: true }).first().waitFor();
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

const hearsCaller = (page: Page, is: boolean) =>
  eventually(async () => {
    const last = await page.evaluate(() => Reflect.get(window, "ear").at(-1).levels[0]);
    expect(last > 0.02).toBe(is);
  });
