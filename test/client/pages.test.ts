import type { BrowserContext, Browser as Chromium, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { type ChatHub, startChatHub } from "../webchat/hub.ts";
import { openBrowser } from "../webchat/visitor.ts";
import { seriousInBoth } from "./serious-on.ts";

describe.skipIf(!chromiumPath())("the pages around the inbox", () => {
  let hub: ChatHub;
  let browser: Chromium;
  let contactId: string;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    hub = await startChatHub();
    contactId = await fill(hub);
    browser = await openBrowser();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.stop();
  });

  async function open({ isSignedIn = true } = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: hub.url,
      viewport: { width: 1280, height: 800 },
      reducedMotion: "reduce",
    });
    contexts.push(context);
    if (isSignedIn) {
      const cookies = [...hub.agent.cookies].map(([name, value]) => ({ name, value, url: hub.url }));
      await context.addCookies(cookies);
    }
    return context.newPage();
  }

  /** Every page with something that is there only once it has what it shows. */
  const pages = (): [path: string, shows: string][] => [
    ["/tasks", "Call the hotel"],
    ["/deals", "Oak table, 240 × 100"],
    ["/calls", "No calls yet"],
    ["/contacts", long],
    [`/contacts/${contactId}`, long],
    ["/people", "Ada Agent (you)"],
    ["/channels", "Web chat"],
    [`/channels/${hub.channelId}`, "Sites that may show the chat"],
    ["/channels/new", "Any other system: it posts messages here and gets the answers by signed webhook."],
    ["/quarantine", "Nothing in quarantine"],
    ["/settings/profile", "Enter sends"],
    ["/settings/security", "Two-step sign-in"],
    ["/settings/api-keys", "Make a key"],
    ["/settings/workspace", "Round the clock"],
  ];
  const outside: [path: string, shows: string][] = [
    ["/sign-in", "Password"],
    ["/setup", "Already set up"],
    ["/access/a-token-that-nobody-made", "This link no longer works"],
  ];

  test("each is drawn without a complaint, fits a small phone, and axe finds nothing serious in light and dark", async () => {
    const page = await open();
    const stranger = await open({ isSignedIn: false });
    const problems = problemsOf(page);
    for (const [path, shows] of pages()) await look(page, path, shows);
    for (const [path, shows] of outside) await look(stranger, path, shows);
    expect(problems).toEqual([]);
  });

  test("whoever is invited joins by the link, and sees the inbox", async () => {
    const admin = await open();
    await visit(admin, "/people", "Ada Agent (you)");
    await admin.getByRole("button", { name: "Invite a colleague" }).click();
    await admin.getByRole("textbox", { name: "Email" }).fill("boris@example.com");
    await admin.keyboard.press("Enter");
    const link = await admin.getByRole("textbox", { name: "Invitation for boris@example.com" }).inputValue();

    const colleague = await open({ isSignedIn: false });
    await colleague.goto(link);
    await colleague.getByRole("textbox", { name: "Your name" }).fill("Борис Волков");
    await colleague.getByLabel("Password", { exact: true }).fill("correct horse battery");
    await colleague.keyboard.press("Enter");
    await colleague.waitForURL(/\/inbox/);
    await colleague.getByRole("link", { name: "Inbox" }).first().waitFor();

    await admin.keyboard.press("Escape");
    await admin.getByText("Борис Волков").waitFor();
    const asked = "Invite a colleague";
    expect(await admin.evaluate(() => document.activeElement?.textContent)).toBe(asked);
  });

  test("a wrong number is told at its field, with what else was typed kept", async () => {
    const page = await open();
    await visit(page, "/contacts", long);
    await page.getByRole("button", { name: "New contact" }).click();
    const form = page.getByRole("dialog", { name: "New contact" });
    const phone = form.getByRole("textbox", { name: "Phone" });
    await form.getByRole("textbox", { name: "Name" }).fill("Nora");
    await form.getByRole("textbox", { name: "Email" }).fill("nora@example.com");
    await phone.fill("030 12");
    await page.keyboard.press("Enter");
    await form.getByText("is not a phone number with its country code").first().waitFor();
    await eventually(async () => expect(await phone.getAttribute("aria-invalid")).toBe("true"));
    expect(await phone.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await form.getByRole("textbox", { name: "Email" }).getAttribute("aria-invalid")).not.toBe("true");
    await phone.fill("+49 30 901820");
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Client card" }).getByText("nora@example.com").waitFor();
  });

  test("what is typed while the palette is on its way is searched, and does nothing behind it", async () => {
    const page = await open();
    let arrive = () => {};
    const isOnItsWay = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route(/\/palette-[^/]*\.js$/, async (route) => {
      await isOnItsWay;
      await route.continue();
    });
    await visit(page, "/tasks", "Call the hotel");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("jx deals");
    arrive();
    const field = page.getByRole("combobox", { name: "Search or do anything" });
    await field.waitFor();
    expect(await field.inputValue()).toBe("jx deals");
    expect(await page.getByText("Done: Call the hotel").count()).toBe(0);
  });

  test("a channel's form shows what is wrong at its field, and the secrets it made once", async () => {
    const page = await open();
    await visit(page, "/channels/new", "API");
    await page.getByRole("button", { name: "Any other system" }).click();
    const name = page.getByRole("textbox", { name: "Name" });
    await name.fill("Shop");
    const webhook = page.getByRole("textbox", { name: "Webhook address" });
    await webhook.fill("shop.example");
    await page.keyboard.press("Enter");
    await page.getByText("must be an address that begins with http:// or https://").waitFor();
    expect(await webhook.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await name.inputValue()).toBe("Shop");

    await webhook.fill("");
    await page.getByRole("button", { name: "Connect a channel" }).click();
    const made = page.getByRole("textbox", { name: "Inbound token" });
    await eventually(async () => expect(await made.inputValue()).toMatch(/^sbt_/));
    const first = await made.inputValue();

    await page.getByRole("link", { name: "Go to the channel" }).click();
    await page.getByRole("button", { name: "Make a new one" }).first().click();
    await page.getByRole("button", { name: "Save" }).click();
    const anew = page.getByRole("status").getByRole("textbox", { name: "Inbound token" });
    await eventually(async () => expect(await anew.inputValue()).toMatch(/^sbt_/));
    expect(await anew.inputValue()).not.toBe(first);
    await page.reload();
    await page.getByPlaceholder("Kept; type to replace it").first().waitFor();
    expect(await page.content()).not.toContain("sbt_");
  });

  test("what is being typed into a channel's form stays when the channel changes meanwhile", async () => {
    const page = await open();
    await visit(page, `/channels/${hub.channelId}`, "Sites that may show the chat");
    const title = page.getByRole("textbox", { name: "Title" });
    await title.fill("Half a tit");
    const refetched = page.waitForResponse((answer) => answer.url().endsWith(`/channels/${hub.channelId}`));
    await hub.agent.patch(`/api/v1/channels/${hub.channelId}`, { settings: { greeting: "Moin!" } });
    await refetched;
    expect(await title.inputValue()).toBe("Half a tit");
    await title.fill("Half a title");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("Saved.").waitFor();
    const { body } = await hub.agent.get(`/api/v1/channels/${hub.channelId}`);
    expect(body.settings).toMatchObject({ title: "Half a title", greeting: "Moin!" });
  });

  test("by keys alone a deal is moved and a task is done", async () => {
    const page = await open();
    await visit(page, "/deals", "Oak table, 240 × 100");
    await page.getByRole("button", { name: "Move the deal Oak table, 240 × 100" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem").first().waitFor();
    await page.keyboard.press("ArrowDown");
    const stage = await page.locator(":focus").innerText();
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: stage }).getByText("Oak table, 240 × 100").waitFor();
    await eventually(async () =>
      expect(await page.locator(":focus").getAttribute("aria-label")).toBe(
        "Move the deal Oak table, 240 × 100",
      ),
    );

    await visit(page, "/tasks", "Call the hotel");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByText("Done: Call the hotel").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("checkbox", { name: "Complete: Call the hotel" }).waitFor();
  });

  test("what is undone before the hub has heard of it stays undone", async () => {
    const page = await open();
    const isOnItsWay = Promise.withResolvers<void>();
    let answered = 0;
    const changes = async (route: Route) => {
      if (route.request().method() !== "PATCH") return route.continue();
      if (route.request().postDataJSON().isDone) await isOnItsWay.promise;
      await route.fulfill({ response: await route.fetch() });
      answered += 1;
    };
    await page.route("**/api/v1/tasks/*", changes);
    await visit(page, "/tasks", "Call the hotel");
    await page.getByRole("checkbox", { name: "Complete: Call the hotel" }).click();
    await page.getByText("Done: Call the hotel").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    isOnItsWay.resolve();
    await eventually(() => expect(answered).toBe(2));
    await page.reload();
    await page.getByRole("checkbox", { name: "Complete: Call the hotel" }).waitFor();
  });
});

const long = "Marie Schäfer-Łukaszewicz von und zu Hohenstein-Oberndorf (Einkauf, zweiter Stock links)";

/** A contact with a long name, a deal and a task. */
async function fill({ agent }: ChatHub): Promise<string> {
  const made = async (path: string, body: unknown) => {
    const answer = await agent.post(`/api/v1${path}`, body);
    expect(answer.status).toBe(201);
    return answer.body.id as string;
  };
  const contactId = await made("/contacts", { name: long, identities: [] });
  await made("/deals", { contactId, title: "Oak table, 240 × 100", amount: 4890.5, currency: "EUR" });
  const dueAt = new Date(Date.now() - 3_600_000).toISOString();
  const me = await agent.get("/api/v1/me");
  await made("/tasks", { title: "Call the hotel", dueAt, assigneeId: me.body.id, contactId });
  return contactId;
}

async function visit(page: Page, path: string, shows: string) {
  await page.goto(path);
  await page.getByText(shows).first().waitFor();
}

function problemsOf(page: Page): string[] {
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("console", (line) => {
    if (line.type() === "error") problems.push(line.text());
  });
  return problems;
}

/** What scrolls sideways, the deals' columns left out: they are made to. */
function widerThanScreen() {
  const isWide = (element: Element) => element.scrollWidth > element.clientWidth + 1;
  const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inside = [...document.querySelectorAll("main *")].filter(
    (element) => scrolls(element) && isWide(element) && !element.querySelector("article, [role=tab]"),
  );
  return [document.documentElement, ...inside].filter(isWide).map((element) => element.className);
}

const small = { width: 360, height: 800 };

async function look(page: Page, path: string, shows: string) {
  await visit(page, path, shows);
  const found = await seriousInBoth(page);
  const usual = page.viewportSize() ?? small;
  await page.setViewportSize(small);
  const wide = await page.evaluate(widerThanScreen);
  await page.setViewportSize(usual);
  expect({ path, found, wide }).toEqual({ path, found: [], wide: [] });
}
