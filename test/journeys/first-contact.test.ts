import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { skipUndo } from "../client/desk.ts";
import { chromiumPath } from "../setup/parts.ts";
import { endHubs, startHub } from "../start/hub-process.ts";
import { startSite } from "../webchat/site.ts";
import { openBrowser, openTab, type Tab } from "../webchat/visitor.ts";

/** Where the README's pictures go; `SCREENSHOTS=docs` keeps them. */
const pictures = process.env.SCREENSHOTS;
let dataDir: string;
let browser: Browser;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "switchboard-journey-"));
  if (pictures) await mkdir(pictures, { recursive: true });
  if (chromiumPath()) browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await rm(dataDir, { recursive: true, force: true });
});
afterEach(endHubs);

test.skipIf(!chromiumPath())(
  "a newcomer sets up, is chatted to from two pages, answers, and finds it all on the card",
  async () => {
    const hub = await startHub({ DATA_DIR: dataDir });
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: "light",
    });
    await context.clock.install();
    const agent = await context.newPage();

    const channelId = await setUp(agent, hub.url);
    await agent.getByText("Chat with yourself").waitFor();
    await picture(agent, "first-steps");

    const url = new URL(hub.url).origin;
    const visitors = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    const demo = await chatFrom(
      visitors,
      `${url}/demo?utm_source=google&utm_medium=cpc&utm_campaign=spring&utm_term=oak+table`,
    );
    await demo.say("Hello! Is the oak table still there?");
    await agent.getByText("Hello! Is the oak table still there?").first().waitFor();

    const site = await startSite(url, channelId);
    await listSite(agent, channelId, site.url);
    const foreign = await chatFrom(await browser.newContext(), site.url);
    await foreign.say("Can you deliver on Saturday? 🚚");
    await agent.getByText("Can you deliver on Saturday? 🚚").first().waitFor();
    expect(foreign.problems).toEqual([]);

    await answer(agent, "Hello! Is the oak table still there?", "It is, and in two sizes.");
    await demo.log.getByText("It is, and in two sizes.").waitFor();
    await demo.say("The large one, please");
    await agent.getByRole("log").getByText("The large one, please").waitFor();
    await answer(agent, "Can you deliver on Saturday? 🚚", "Between nine and noon.");
    await foreign.log.getByText("Between nine and noon.").waitFor();

    await openConversation(agent, "The large one, please");
    const card = agent.getByRole("complementary", { name: "Client card" });
    await card.getByText("Paid advertising").first().waitFor();
    await card
      .getByText(/oak table/)
      .first()
      .waitFor();
    await card.getByRole("heading", { name: "Open deals" }).waitFor();
    await nameContact(agent, "Nora Feldmann", "Feldmann & Partner");
    await agent.getByRole("list", { name: "All open" }).getByText("Nora Feldmann").waitFor();
    await picture(agent, "inbox");
    await picture(demo.page, "widget");

    for (const page of [agent, demo.page, foreign.page]) await page.reload();
    await agent.getByRole("log").getByText("It is, and in two sizes.").waitFor();
    await demo.log.getByText("The large one, please").waitFor();
    expect(await demo.bubbles()).toEqual([
      "Hello! Is the oak table still there?",
      "It is, and in two sizes.",
      "The large one, please",
    ]);

    await agent.getByRole("link", { name: "Deals" }).click();
    await agent.getByRole("article").first().waitFor();
    await picture(agent, "deals");
    await agent.getByRole("link", { name: "Tasks" }).click();
    await agent.getByText("Done").first().click();
    await agent
      .getByText(/Answer/)
      .first()
      .waitFor();
    await dark(agent, url);
    await site.stop();
  },
);

async function setUp(page: Page, address: string): Promise<string> {
  await page.goto(address);
  await page.getByLabel("Workspace").fill("Oak & Sons");
  await page.getByLabel("Your name").fill("Ada Lindqvist");
  await page.getByLabel("Email").fill("ada@example.com");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await picture(page, "set-up");
  await page.getByRole("button", { name: "Make the workspace" }).click();
  await page.waitForURL(/\/inbox/);
  const channels = await page.request.get(new URL("/api/v1/channels", address).href);
  return (await channels.json())[0].id;
}

async function chatFrom(context: BrowserContext, url: string): Promise<Tab> {
  const tab = await openTab(context, url);
  await tab.open();
  return tab;
}

/** The site's address is put on the channel's page, as an admin does it. */
async function listSite(page: Page, channelId: string, site: string) {
  await page.goto(new URL(`/channels/${channelId}`, page.url()).href);
  await page.getByRole("combobox", { name: "Sites that may show the chat" }).fill(site);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. The channel starts anew with it.").waitFor();
  await picture(page, "channel");
  await page.goto(new URL("/inbox/all", page.url()).href);
}

async function openConversation(page: Page, preview: string) {
  await page.getByRole("list", { name: "All open" }).getByText(preview).first().click();
}

async function answer(page: Page, preview: string, text: string) {
  await openConversation(page, preview);
  await page.getByRole("textbox", { name: /Answer/ }).fill(text);
  await page.keyboard.press("Control+Enter");
  await skipUndo(page);
}

/** On the card, in place. */
async function nameContact(page: Page, name: string, company: string) {
  const card = page.getByRole("complementary", { name: "Client card" });
  await card.getByRole("button", { name: /^Name/ }).click();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await card.getByRole("button", { name: /^Company|Add a company/ }).click();
  await page.keyboard.type(company);
  await page.keyboard.press("Enter");
  await card.getByText(company).waitFor();
}

async function dark(page: Page, url: string) {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(`${url}/inbox/all`);
  await openConversation(page, "The large one, please");
  await page.getByRole("log").getByText("It is, and in two sizes.").waitFor();
  await picture(page, "inbox-dark");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("log").getByText("It is, and in two sizes.").waitFor();
  await picture(page, "phone");
}

async function picture(page: Page, name: string) {
  if (!pictures) return;
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  const toasts = page.getByRole("button", { name: "Dismiss", exact: true });
  while ((await toasts.count()) > 0) await toasts.first().click();
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: "disabled" });
}
