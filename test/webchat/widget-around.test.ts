import { createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { eventually } from "../eventually.ts";
import { chromiumPath } from "../setup/parts.ts";
import { startSite } from "./site.ts";
import { setStage, shows } from "./stage.ts";
import { openTab } from "./visitor.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What axe calls serious or critical in the widget. */
async function seriousIn(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = await page.evaluate(() => Reflect.get(window, "axe").run("[data-switchboard]"));
  return found.violations
    .filter(({ impact }: { impact: string }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }: { id: string; nodes: { html: string }[] }) => `${id}: ${nodes[0]?.html}`);
}

describe.skipIf(!chromiumPath())("what is around the conversation", () => {
  const stage = setStage();

  test("files go both ways, shown as a picture or given as a download", async () => {
    const { hub, site, visitor } = stage;
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
    const { hub, site, visitor } = stage;
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
    const { hub, site, visitor } = stage;
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
    const { hub, site, browser } = stage;
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
    const { hub, site, browser } = stage;
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
    const { hub, visitor } = stage;
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
