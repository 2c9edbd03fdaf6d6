import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { type ChatHub, startChatHub } from "./hub.ts";
import { type Site, startSite } from "./site.ts";
import { hasChromium, openBrowser, openTab, type Tab } from "./visitor.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe calls serious or critical in the widget. */
async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() => Reflect.get(window, "axe").run("[data-switchboard]"));
  return found.violations
    .filter(({ impact }: { impact: string }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`);
}

describe.skipIf(!hasChromium)("the widget on somebody's strict page", () => {
  let hub: ChatHub;
  let site: Site;
  let browser: Browser;
  let visitor: BrowserContext;
  beforeAll(async () => {
    hub = await startChatHub();
    site = await startSite(hub.url, hub.channelId);
    await hub.set({ origins: [site.url], title: "Oak & Sons", maxFileMb: 1 });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.stop();
    await hub?.stop();
  });
  beforeEach(async () => {
    visitor = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  });
  afterEach(() => visitor.close());

  const shows = (tab: Tab, texts: string[]) =>
    eventually(async () => expect(await tab.bubbles()).toEqual(texts));

  test("both sides see both sides, hostile text is text, and a reload keeps all of it once", async () => {
    const tab = await openTab(visitor, `${site.url}/oak?utm_source=fb&utm_medium=social`);
    await tab.open();
    await tab.say("Do you ship?");
    await tab.say("To Норвегия 🇳🇴, <b>please</b>");
    const conversation = await hub.conversationOf("To Норвегия 🇳🇴, <b>please</b>");
    const evil = `<img src=x onerror="document.title='owned'"><script>document.title='owned'</script> مرحبا`;
    await hub.answer(conversation, evil);
    const all = ["Do you ship?", "To Норвегия 🇳🇴, <b>please</b>", evil];
    await shows(tab, all);
    expect(await tab.log.locator(".author").allTextContents()).toEqual(["Ada Agent"]);
    expect(await hub.textsOf(conversation)).toEqual(all);
    await tab.page.reload();
    // It was open, so it opens.
    await tab.dialog.waitFor();
    await shows(tab, all);
    expect(await tab.page.title()).toBe("Oak & Sons");
    expect(tab.problems).toEqual([]);
    expect(await visitor.cookies()).toEqual([]);
  });

  test("what is written offline, and what is sent while answers get lost, arrives exactly once", async () => {
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("First");
    const conversation = await hub.conversationOf("First");
    await visitor.setOffline(true);
    await tab.say("Written offline");
    await tab.dialog.getByText("You are offline").waitFor();
    await visitor.setOffline(false);
    await eventually(async () =>
      expect(await hub.textsOf(conversation)).toEqual(["First", "Written offline"]),
    );

    let lost = 0;
    await tab.page.route("**/inbound/messages", async (route) => {
      if (route.request().method() !== "POST" || lost >= 1) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort("connectionreset");
    });
    await tab.say("The answer is lost");
    await tab.page.reload();
    const all = ["First", "Written offline", "The answer is lost"];
    await shows(tab, all);
    await eventually(async () => expect(await tab.log.locator(".icon-clock").count()).toBe(0));
    expect(lost).toBe(1);
    expect(await hub.textsOf(conversation)).toEqual(all);
  });

  test("two tabs are one visitor, in step", async () => {
    const [one, two] = [await openTab(visitor, site.url), await openTab(visitor, site.url)];
    await one.open();
    await one.say("From the first");
    const conversation = await hub.conversationOf("From the first");
    await two.open();
    await shows(two, ["From the first"]);
    await two.say("From the second");
    await shows(one, ["From the first", "From the second"]);
    await hub.answer(conversation, "To both");
    for (const tab of [one, two]) await shows(tab, ["From the first", "From the second", "To both"]);
    expect(await hub.textsOf(conversation)).toEqual(["From the first", "From the second", "To both"]);
  });

  test("without any socket it asks now and then", async () => {
    const tab = await openTab(visitor, "about:blank");
    await tab.page.route("**/socket/**", (route) => route.abort());
    await tab.page.goto(site.url);
    await tab.open();
    await tab.say("No sockets here");
    await hub.answer(await hub.conversationOf("No sockets here"), "That is fine");
    await shows(tab, ["No sockets here", "That is fine"]);
  });

  test("typing and read marks go both ways", async () => {
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("Who is there?");
    const conversationId = await hub.conversationOf("Who is there?");
    const screen = await hub.screen();
    const typed: boolean[] = [];
    screen.on("contactTyping", (message) => typed.push(message.isTyping));
    screen.emit("viewing", { conversationId });
    await eventually(async () => {
      await tab.field.fill("");
      await tab.field.pressSequentially("I am typ");
      expect(typed).toContain(true);
    });
    await eventually(async () => {
      screen.emit("typing", { conversationId, isTyping: true });
      expect(await tab.dialog.getByText("Ada Agent is typing").count()).toBe(1);
    });
    expect(await tab.dialog.getByText("Seen").count()).toBe(0);
    await hub.agent.put(`/api/v1/conversations/${conversationId}/read-position`, { position: 1 });
    await tab.dialog.getByText("Seen").waitFor();
    await hub.answer(conversationId, "Ada is here");
    await eventually(async () => {
      const { body } = await hub.agent.get(`/api/v1/conversations/${conversationId}/interactions`);
      expect(body.items.find((item: { text: string }) => item.text === "Ada is here").state).toBe("read");
    });
  });

  test("closed, it counts what is new, and opening reads it", async () => {
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.say("Call me later");
    const conversation = await hub.conversationOf("Call me later");
    await tab.field.press("Escape");
    await tab.dialog.waitFor({ state: "hidden" });
    expect(await tab.launcher.evaluate((element) => element.matches(":focus"))).toBe(true);
    await hub.answer(conversation, "One");
    await hub.answer(conversation, "Two");
    await tab.page.getByRole("button", { name: "Open chat, 2 new" }).click();
    await shows(tab, ["Call me later", "One", "Two"]);
    await tab.page.reload();
    await tab.page.getByRole("button", { name: "Close chat" }).last().click();
    await tab.page.getByRole("button", { name: "Open chat", exact: true }).waitFor();
  });

  test("files go both ways, shown as a picture or given as a download", async () => {
    const tab = await openTab(visitor, site.url);
    await tab.open();
    const png = Buffer.from(
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
      "base64",
    );
    await tab.page.locator("input[type=file]").setInputFiles([
      { name: "oak.png", mimeType: "image/png", buffer: png },
      { name: "план.txt", mimeType: "text/plain", buffer: Buffer.from("<script>alert(1)</script>") },
    ]);
    await tab.dialog.getByRole("button", { name: "Remove план.txt" }).waitFor();
    await eventually(async () =>
      expect(await tab.dialog.getByRole("button", { name: "Send" }).isEnabled()).toBe(true),
    );
    await tab.say("Two files");
    await tab.log.locator("canvas").waitFor();
    const address = await tab.log.getByRole("link", { name: "Download план.txt" }).getAttribute("href");
    const opened = await fetch(address ?? "");
    expect(await opened.text()).toBe("<script>alert(1)</script>");
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent("план.txt")}`,
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "cross-origin",
    });
    expect(opened.headers.get("content-security-policy")).toContain("sandbox");

    const conversation = await hub.conversationOf("Two files");
    const form = new FormData();
    form.append("file", new Blob([png], { type: "image/png" }), "offer.png");
    const cookie = [...hub.agent.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const kept = await fetch(`${hub.url}/api/v1/files`, {
      method: "POST",
      body: form,
      headers: { cookie, origin: hub.url },
    });
    expect(kept.status).toBe(201);
    await hub.answer(conversation, "Our offer", [((await kept.json()) as { id: string }).id]);
    await tab.log.getByRole("link", { name: "Picture offer.png" }).locator("canvas").waitFor();
    expect(tab.problems).toEqual([]);
  });

  test("what a site does not allow, and what is far too large, is said in plain words", async () => {
    const tab = await openTab(visitor, site.url);
    await tab.open();
    await tab.page
      .locator("input[type=file]")
      .setInputFiles({ name: "film.mp4", mimeType: "video/mp4", buffer: Buffer.alloc(1024 * 1024 + 1) });
    await tab.dialog.getByText("film.mp4 is too large: at most 1 MB.").waitFor();
    await tab.page.route("**/inbound/messages", (route) =>
      route.fulfill({
        status: 400,
        json: { error: { code: "invalid", message: "Not like that.", requestId: "r" } },
        headers: { "access-control-allow-origin": site.url },
      }),
    );
    await tab.say("Refused");
    await tab.dialog.getByText("Not sent. Not like that.").waitFor();
    await tab.page.unroute("**/inbound/messages");
    await tab.dialog.getByRole("button", { name: "Try again" }).click();
    await hub.conversationOf("Refused");
  });

  test("the form before the chat makes claims and proves nothing", async () => {
    await hub.set({ askName: "required", askEmail: "optional", title: "With form" });
    try {
      const tab = await openTab(visitor, site.url);
      await tab.open();
      await tab.dialog.getByRole("button", { name: "Start chat" }).click();
      await tab.dialog.getByText("Please fill this in.").waitFor();
      await tab.dialog.getByLabel("Name").fill("Mia <i>Berger</i>");
      await tab.dialog.getByLabel("Email").fill("mia@example.com");
      await tab.dialog.getByRole("button", { name: "Start chat" }).click();
      await tab.say("It is me");
      const { body } = await hub.agent.get(`/api/v1/conversations/${await hub.conversationOf("It is me")}`);
      const card = await hub.agent.get(`/api/v1/contacts/${body.contact.id}`);
      expect(card.body.contact.name).toBe("Mia <i>Berger</i>");
      expect(card.body.contact.identities).toMatchObject(
        expect.arrayContaining([
          expect.objectContaining({ kind: "visitor", isProven: true }),
          expect.objectContaining({ kind: "email", address: "mia@example.com", isProven: false }),
        ]),
      );
      await tab.page.reload();
      await shows(tab, ["It is me"]);
    } finally {
      await hub.set({ askName: "off", askEmail: "off", title: "Oak & Sons" });
    }
  });

  test.each([
    "light",
    "dark",
  ] as const)("on a %s phone it fills the screen, fingers find everything, and axe finds nothing", async (colorScheme) => {
    const phone = await browser.newContext({
      viewport: { width: 390, height: 844 },
      colorScheme,
      hasTouch: true,
    });
    try {
      const tab = await openTab(phone, site.url);
      await tab.open();
      await tab.say(`A ${colorScheme} phone`);
      await hub.answer(await hub.conversationOf(`A ${colorScheme} phone`), "Good evening");
      await shows(tab, [`A ${colorScheme} phone`, "Good evening"]);
      await eventually(async () =>
        expect(await tab.dialog.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 }),
      );
      for (const button of await tab.dialog.getByRole("button").all()) {
        const [width, height] = await button.evaluate((element) => {
          const reach = getComputedStyle(element, "::after");
          const { width, height } = element.getBoundingClientRect();
          return [
            Math.max(width, Number.parseFloat(reach.width) || 0),
            Math.max(height, Number.parseFloat(reach.height) || 0),
          ];
        });
        expect(
          [width, height].every((side) => (side ?? 0) >= 44),
          (await button.getAttribute("aria-label")) ?? "",
        ).toBe(true);
      }
      expect(await seriousIn(tab.page)).toEqual([]);
      await tab.dialog.getByRole("button", { name: "Close chat" }).click();
      await tab.launcher.waitFor();
      expect(await seriousIn(tab.page)).toEqual([]);
    } finally {
      await phone.close();
    }
  });

  test("whom his site has signed is the same contact on every device, and another user starts anew", async () => {
    const identitySecret = "a secret of the site's";
    await hub.set({ identitySecret, title: "Signed" });
    const sign = (user: string) => createHmac("sha256", identitySecret).update(user).digest("hex");
    const contactAfter = async (text: string, user: string) => {
      const device = await browser.newContext();
      const tab = await openTab(device, `${site.url}/?user=${user}&hash=${sign(user)}`);
      await tab.open();
      await tab.say(text);
      const { body } = await hub.agent.get(`/api/v1/conversations/${await hub.conversationOf(text)}`);
      await device.close();
      return body.contact.id;
    };
    const [desk, phone, other] = [
      await contactAfter("At my desk", "42"),
      await contactAfter("On my phone", "42"),
      await contactAfter("Somebody else", "43"),
    ];
    expect(phone).toBe(desk);
    expect(other).not.toBe(desk);
  });

  test("a site that is not listed gets no chat, and the page is whole", async () => {
    const stranger = await startSite(hub.url, hub.channelId);
    try {
      const tab = await openTab(visitor, "about:blank");
      const warned = tab.page.waitForEvent("console", {
        predicate: (message) => message.text().includes("may not show this chat"),
      });
      await tab.page.goto(stranger.url);
      await warned;
      expect(await tab.launcher.count()).toBe(0);
      expect(tab.problems).toEqual([]);
    } finally {
      await stranger.stop();
    }
  });
});
